package org.tokenlab.tokenizers.baseline;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.unicode.WordSegments;

/// Counts ICU4J's segments. Without a finite vocabulary it has no ids.
final class SegmentModel implements TokenizerModel {
  private final Segments segments;

  SegmentModel(Segments segments) {
    this.segments = segments;
  }

  /// What is counted.
  enum Segments {
    GRAPHEMES {
      @Override
      BreakIterator iterator() {
        return BreakIterator.getCharacterInstance(ULocale.ROOT);
      }

      @Override
      boolean counts(BreakIterator at) {
        return true;
      }
    },
    WORDS {
      @Override
      BreakIterator iterator() {
        return WordSegments.newIterator();
      }

      @Override
      boolean counts(BreakIterator at) {
        return at.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT;
      }
    };

    abstract BreakIterator iterator();

    /// Whether the segment that ends at the iterator's place counts.
    abstract boolean counts(BreakIterator at);
  }

  @Override
  public Vocabulary vocabulary() {
    return OpenVocabulary.INSTANCE;
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }

  @Override
  public PieceEncoder newEncoder() {
    return new SegmentCounter(segments);
  }

  private static UnsupportedOperationException noIds(Segments segments) {
    return new UnsupportedOperationException(
        segments.name().toLowerCase(java.util.Locale.ROOT)
            + " has no ids, because there is no end of them: it counts only");
  }

  private static final class SegmentCounter implements PieceEncoder {
    private final Segments segments;
    private final BreakIterator iterator;

    SegmentCounter(Segments segments) {
      this.segments = segments;
      iterator = segments.iterator();
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink ids) {
      throw noIds(segments);
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
      throw noIds(segments);
    }

    @Override
    public int count(byte[] utf8, int from, int[] ends, int pieces) {
      iterator.setText(new String(utf8, from, ends[pieces - 1] - from, StandardCharsets.UTF_8));
      int count = 0;
      while (iterator.next() != BreakIterator.DONE) {
        count += segments.counts(iterator) ? 1 : 0;
      }
      iterator.setText("");
      return count;
    }
  }

  private enum OpenVocabulary implements Vocabulary {
    INSTANCE;

    @Override
    public int size() {
      return 0;
    }

    @Override
    public int idLimit() {
      return 0;
    }

    @Override
    public boolean contains(int id) {
      return false;
    }

    @Override
    public int length(int id) {
      throw new IllegalArgumentException("no token has id " + id + "; this baseline has no ids");
    }

    @Override
    public byte[] bytes(int id) {
      throw new IllegalArgumentException("no token has id " + id + "; this baseline has no ids");
    }

    @Override
    public int id(byte[] utf8, int from, int to) {
      return NONE;
    }
  }
}
