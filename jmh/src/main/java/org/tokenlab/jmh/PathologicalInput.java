package org.tokenlab.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;

/// Texts on which tokenizers have taken minutes, of any length.
public enum PathologicalInput {
  /// `aaaa…`: one piece, and each merge makes another possible.
  LETTER_A,
  /// `^^^^…`: one piece of what is neither letter, digit nor white space.
  CARET,
  /// Spaces: tried by several branches of a splitting pattern.
  SPACES,
  /// Newlines, as spaces.
  NEWLINES,
  /// One letter and combining marks on it: normalizers reorder them.
  MARKS,
  /// Random letters in one piece: no token is long.
  RANDOM_LETTERS,
  /// Random Han in one piece: no white space for a text's length.
  HAN,
  /// Words, digits and marks without a line's end.
  LONG_LINE,
  /// A text of added tokens, of which the tokenizer has 10,000.
  ADDED_TOKENS;

  private static final long SEED = 7;
  private static final int ADDED = 10_000;

  /// A text of this kind, about `length` UTF-16 units long, the same every time.
  public String text(int length) {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder(length + 32);
    while (text.length() < length) {
      switch (this) {
        case LETTER_A -> text.append('a');
        case CARET -> text.append('^');
        case SPACES -> text.append(' ');
        case NEWLINES -> text.append('\n');
        case MARKS -> text.append(text.isEmpty() ? 'a' : (char) (0x300 + random.nextInt(0x70)));
        case RANDOM_LETTERS -> text.append((char) ('a' + random.nextInt(26)));
        case HAN -> text.append((char) (0x4E00 + random.nextInt(0x5000)));
        case LONG_LINE ->
            text.append(Integer.toString(random.nextInt(1 << 20), 36))
                .append(random.nextInt(5) == 0 ? "; " : " ");
        case ADDED_TOKENS -> text.append(addedToken(random.nextInt(ADDED)));
      }
    }
    return text.substring(0, length);
  }

  /// The tokenizer to run it on: `plain`, or with the added tokens.
  public Tokenizer tokenizer(Tokenizer plain) {
    if (this != ADDED_TOKENS) {
      return plain;
    }
    List<AddedToken> tokens = new ArrayList<>();
    int first = plain.vocabulary().size() + plain.addedTokens().size() + 1_000;
    for (int i = 0; i < ADDED; i++) {
      tokens.add(new AddedToken(addedToken(i), first + i, false, false, false, false, false));
    }
    return Tokenizer.builder(plain.name() + "+" + ADDED, plain.model())
        .normalizer(plain.normalizer())
        .preTokenizer(plain.preTokenizer())
        .addedTokens(AddedTokens.of(tokens))
        .build();
  }

  private static String addedToken(int i) {
    return "<added_" + i + ">";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
