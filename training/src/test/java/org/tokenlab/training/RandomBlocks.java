package org.tokenlab.training;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/// Texts, some at a time, as bytes or as they are.
public class RandomBlocks implements TextBlocks {
  private final Iterator<String> texts;
  private final Random random;

  public RandomBlocks(List<String> texts, Random random) {
    this.texts = texts.iterator();
    this.random = random;
  }

  @Override
  public boolean hasNext() {
    return texts.hasNext();
  }

  @Override
  public CharSequence next() {
    return texts.next();
  }

  @Override
  public boolean next(Sink sink) {
    if (!texts.hasNext()) {
      return false;
    }
    if (random.nextInt(3) == 0) {
      sink.text(texts.next());
      return true;
    }
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    int[] starts = new int[8];
    int[] ends = new int[8];
    int count = 0;
    while (texts.hasNext() && count < 8 && random.nextInt(9) != 0) {
      utf8.writeBytes(new byte[random.nextInt(3)]);
      starts[count] = utf8.size();
      utf8.writeBytes(texts.next().getBytes(StandardCharsets.UTF_8));
      ends[count++] = utf8.size();
    }
    sink.texts(utf8.toByteArray(), starts, ends, count);
    return true;
  }
}
