package org.tokenlab.corpora;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Makes strings of all documents, and checks that those in one array lie one behind the other.
record GatheringSink(List<String> found) implements DocumentSink {
  @Override
  public void document(String text) {
    found.add(text);
  }

  @Override
  public void documents(byte[] utf8, int[] starts, int[] ends, int count) {
    assertTrue(count > 0);
    for (int i = 0; i < count; i++) {
      assertTrue(i == 0 || starts[i] >= ends[i - 1]);
      found.add(new String(utf8, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8));
    }
  }
}
