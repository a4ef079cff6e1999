package org.tokenlab.training.equalinfo;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.equalinfo.BytePredictor;
import org.tokenlab.tokenizers.equalinfo.ContextModel;
import org.tokenlab.tokenizers.equalinfo.ContextTree;
import org.tokenlab.tokenizers.equalinfo.EqualInfoModel;
import org.tokenlab.training.Trainer;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.internal.PacedListener;

/// Trains the model of bytes of Equal-Info Windows, by counting contexts.
///
/// First the contexts by what stood before, anywhere in the text. Then the text is cut into windows
/// under that model, and contexts are counted from the windows' starts: windows begin where the
/// model before was surprised, which is not just anywhere. That changes where windows begin, so it
/// can be done again ([Builder#rounds]).
///
/// A configuration: immutable, thread-safe, usable any number of times. The same texts in the same
/// order and the same settings, threads aside, give the same model.
///
/// Memory: 6 bytes for each byte of text that is kept ([Builder#textLimit]), 8 for each that is
/// sorted at once ([Builder#partSize]) and thread, and the model. Time: O(n log n) for each byte of
/// [Builder#order].
public final class EqualInfoTrainer implements Trainer<EqualInfoModel> {
  private static final int BLOCK = 1 << 16;

  private final Builder settings;

  private EqualInfoTrainer(Builder settings) {
    this.settings = settings;
  }

  /// A trainer for windows of `windowBits` bits, cut into tokens of `tokenBits`.
  ///
  /// @param windowBits from 16 to 2²⁴, a multiple of `tokenBits`
  /// @param tokenBits 8 or 16
  /// @throws IllegalArgumentException for other numbers
  public static Builder builder(int windowBits, int tokenBits) {
    return new Builder(windowBits, tokenBits);
  }

  /// Bits of a window.
  public int windowBits() {
    return settings.windowBits;
  }

  /// Bits of a token.
  public int tokenBits() {
    return settings.tokenBits;
  }

  /// Longest context, in bytes.
  public int order() {
    return settings.order;
  }

  @Override
  public EqualInfoTraining train(
      Iterator<? extends CharSequence> texts, TrainingListener listener) {
    PacedListener paced = new PacedListener(listener);
    TrainingText text = TrainingText.of(texts, settings.textLimit, settings.lines, paced);
    if (text.length() == 0) {
      throw new IllegalArgumentException("there is no text to train on");
    }
    int[] stretches = text.stretchEnds(Integer.MAX_VALUE); // lines follow each other
    ContextTree suffixes =
        growth(settings.order).of(new SuffixPlaces(text.bytes(), stretches), paced);
    int[] blocks = text.stretchEnds(BLOCK);
    ContextTree.Builder root = new ContextTree.Builder();
    root.add(ContextTree.NONE, 0);
    ContextModel contexts = new ContextModel(suffixes, root.build(), settings.precision);
    for (int round = 0; round < settings.rounds; round++) {
      EqualInfoModel model = new EqualInfoModel(contexts, settings.windowBits, settings.tokenBits);
      StartPlaces windows =
          new StartPlaces(
              text.bytes(), blocks, model, suffixes, settings.startText, settings.threads);
      ContextTree starts = growth(settings.startDepth).of(windows, paced);
      contexts = new ContextModel(suffixes, starts, settings.precision);
    }
    return new EqualInfoTraining(
        new EqualInfoModel(contexts, settings.windowBits, settings.tokenBits),
        contexts,
        settings.specialTokens,
        text.length());
  }

  private Growth growth(int depth) {
    return new Growth(
        depth, settings.partSize, settings.threads, settings.minimumCount, settings.minimumGain);
  }

  @Override
  public EqualInfoTraining train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  @Override
  public EqualInfoTraining train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }

  /// Settings of an [EqualInfoTrainer]. Not thread-safe.
  public static final class Builder {
    private final int windowBits;
    private final int tokenBits;
    private int order = 7;
    private int startDepth = 16;
    private int rounds = 2;
    private int precision = BytePredictor.MOST_PRECISION;
    private long minimumCount = 2;
    private double minimumGain = 8;
    private int textLimit = 1 << 28;
    private long startText = 1 << 25;
    private int partSize = 1 << 23;
    private boolean lines = true;
    private List<String> specialTokens = List.of();
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder(int windowBits, int tokenBits) {
      require(tokenBits == 8 || tokenBits == 16, "a token has 8 or 16 bits", tokenBits);
      require(
          windowBits >= EqualInfoModel.LEAST_WINDOW_BITS
              && windowBits <= EqualInfoModel.MOST_WINDOW_BITS
              && windowBits % tokenBits == 0,
          "a window has from 16 to 2^24 bits, a multiple of the token's " + tokenBits,
          windowBits);
      this.windowBits = windowBits;
      this.tokenBits = tokenBits;
    }

    private Builder(Builder other) {
      windowBits = other.windowBits;
      tokenBits = other.tokenBits;
      order = other.order;
      startDepth = other.startDepth;
      rounds = other.rounds;
      precision = other.precision;
      minimumCount = other.minimumCount;
      minimumGain = other.minimumGain;
      textLimit = other.textLimit;
      startText = other.startText;
      partSize = other.partSize;
      lines = other.lines;
      specialTokens = other.specialTokens;
      threads = other.threads;
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// Longest context by what stood before, in bytes, from 0 to 250. Default 7.
    public Builder order(int bytes) {
      require(bytes >= 0 && bytes <= 250, "an order is from 0 to 250 bytes", bytes);
      order = bytes;
      return this;
    }

    /// Longest context from a window's start, in bytes, from 0 to 250. Default 16.
    public Builder startDepth(int bytes) {
      require(bytes >= 0 && bytes <= 250, "a depth is from 0 to 250 bytes", bytes);
      startDepth = bytes;
      return this;
    }

    /// How often the text is cut into windows to count from their starts, from 0 to 100: 0 leaves
    /// windows' starts to the contexts by what stood before. Default 2.
    public Builder rounds(int times) {
      require(times >= 0 && times <= 100, "from 0 to 100 rounds", times);
      rounds = times;
      return this;
    }

    /// Bits of a frequency, from 10 to 15. Default 15.
    public Builder precision(int bits) {
      require(
          bits >= BytePredictor.LEAST_PRECISION && bits <= BytePredictor.MOST_PRECISION,
          "a precision is from 10 to 15 bits",
          bits);
      precision = bits;
      return this;
    }

    /// A context that is met less often is not kept. Default 2.
    public Builder minimumCount(long count) {
      require(count >= 1, "a minimum count is at least 1", count);
      minimumCount = count;
      return this;
    }

    /// How many bits a context must save in the text it was counted from, to be kept; what makes
    /// the model small. Default 8.
    public Builder minimumGain(double bits) {
      require(bits >= 0, "a minimum gain is at least 0 bits", bits);
      minimumGain = bits;
      return this;
    }

    /// Most bytes of text to train on, from 1 to 2³⁰; of more, texts are taken evenly. Default 2²⁸.
    public Builder textLimit(int bytes) {
      require(bytes >= 1 && bytes <= 1 << 30, "a text limit is from 1 to 2^30 bytes", bytes);
      textLimit = bytes;
      return this;
    }

    /// About how many bytes of it to cut into windows, at least 1. Default 2²⁵.
    public Builder startText(long bytes) {
      require(bytes >= 1, "windows are cut from at least 1 byte", bytes);
      startText = bytes;
      return this;
    }

    /// About how many places to sort at once, for each thread, at least 1. More are sorted where
    /// they have one and the same byte before them. Default 2²³, which takes 64 MiB.
    public Builder partSize(int places) {
      require(places >= 1, "at least 1 place is sorted at once", places);
      partSize = places;
      return this;
    }

    /// Whether texts are lines: then each is followed by a line feed and by the next. Else each is
    /// a text of its own. Default true.
    public Builder lines(boolean each) {
      lines = each;
      return this;
    }

    /// Special tokens, whose ids follow the model's. Default none.
    public Builder specialTokens(List<String> tokens) {
      require(!tokens.contains(""), "special tokens are not empty", tokens);
      specialTokens = List.copyOf(tokens);
      return this;
    }

    /// How many threads count. Default: as many as there are processors. The result does not depend
    /// on it.
    public Builder threads(int count) {
      require(count >= 1, "training takes at least 1 thread", count);
      threads = count;
      return this;
    }

    /// The trainer.
    public EqualInfoTrainer build() {
      return new EqualInfoTrainer(new Builder(this));
    }
  }
}
