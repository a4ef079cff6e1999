package org.tokenlab.tokenizers.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A place in a JSON text, and the few steps from there that [LargeSections] needs. A step that
/// can't be done returns `false`, −1 or null; the place is then anywhere. Bytes are not checked to
/// be UTF-8.
final class JsonBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final byte[] json;
  private byte[] scratch = new byte[64];
  private int at;
  private int keyEnd;

  JsonBytes(byte[] json) {
    this.json = json;
  }

  private void skipSpace() {
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
  }

  /// Where the next token begins.
  int position() {
    return at;
  }

  /// The first character of the next token; 0 at the end.
  int peek() {
    skipSpace();
    return at < json.length ? json[at] : 0;
  }

  boolean isAtEnd() {
    skipSpace();
    return at == json.length;
  }

  /// Takes the next token if it is this character.
  boolean take(char token) {
    skipSpace();
    if (at < json.length && json[at] == token) {
      at++;
      return true;
    }
    return false;
  }

  /// Takes a string without escapes, and returns where it begins, behind its quote; or −1.
  int plainKey() {
    if (!take('"')) {
      return -1;
    }
    int from = at;
    while (at < json.length && json[at] != '"') {
      if (json[at++] == '\\') {
        return -1;
      }
    }
    keyEnd = at;
    return at++ < json.length ? from : -1;
  }

  /// Whether the string last taken by [#plainKey] is `key`, in ASCII.
  boolean keyIs(int from, String key) {
    boolean same = keyEnd - from == key.length();
    for (int i = 0; same && i < key.length(); i++) {
      same = json[from + i] == key.charAt(i);
    }
    return same;
  }

  /// Goes to the end of the value that begins at `from`. Whether it is well formed is not looked
  /// at, only where it ends if it is.
  boolean skipValue(int from) {
    at = from;
    int depth = 0;
    int first = peek();
    if (first != '{' && first != '[' && first != '"') {
      while (at < json.length && ",]} \n\r\t".indexOf(json[at]) < 0) {
        at++;
      }
      return true;
    }
    do {
      if (at >= json.length) {
        return false;
      }
      switch (json[at++]) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> {
          while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
          }
          at++;
        }
        default -> {}
      }
    } while (depth > 0);
    return at <= json.length;
  }

  /// Takes an object of whole numbers from 0 to `limit` − 1: the names go to `names`, the numbers
  /// are returned, in an array that may be longer.
  int @Nullable [] idsByName(TextList names, int limit) {
    int[] ids = new int[1 << 15];
    if (!take('{')) {
      return null;
    }
    if (take('}')) {
      return ids;
    }
    do {
      if (!string(names) || !take(':')) {
        return null;
      }
      int id = number(limit);
      if (id < 0) {
        return null;
      }
      if (names.size() > ids.length) {
        ids = Arrays.copyOf(ids, 2 * ids.length);
      }
      ids[names.size() - 1] = id;
    } while (take(','));
    return take('}') ? ids : null;
  }

  private int number(int limit) {
    skipSpace();
    int from = at;
    int number = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9' && number < limit) {
      number = 10 * number + json[at++] - '0';
    }
    boolean ends = at < json.length && ",} \n\r\t".indexOf(json[at]) >= 0;
    boolean leadingZero = at - from > 1 && json[from] == '0';
    return at > from && number < limit && ends && !leadingZero ? number : -1;
  }

  /// Takes a string and appends it to `texts`.
  boolean string(TextList texts) {
    if (!take('"')) {
      return false;
    }
    int from = at;
    int i = endOfPlain(from);
    at = i + 1;
    if (i < json.length && json[i] == '"') {
      texts.add(json, from, i);
      return true;
    }
    return i < json.length && json[i] == '\\' && escaped(from, i, texts);
  }

  /// Where a stretch from `from` on ends that a string may hold as it is: before a quote, a
  /// backslash, a control character or the end.
  private int endOfPlain(int from) {
    int i = from;
    for (; i + Long.BYTES <= json.length; i += Long.BYTES) {
      long word = (long) LONGS.get(json, i);
      // A byte that is below what is taken from it, and not beyond ASCII, gets its high bit. So may
      // one above it, for it borrows: the lowest counts.
      long quote = zeros(word ^ ('"' * EACH));
      long backslash = zeros(word ^ ('\\' * EACH));
      long control = (word - ' ' * EACH) & ~word;
      long ends = (quote | backslash | control) & HIGH_BITS;
      if (ends != 0) {
        return i + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
      }
    }
    // Signed: bytes of characters beyond ASCII are below 0.
    while (i < json.length
        && json[i] != '"'
        && json[i] != '\\'
        && (json[i] >= ' ' || json[i] < 0)) {
      i++;
    }
    return i;
  }

  private static long zeros(long word) {
    return (word - EACH) & ~word;
  }

  /// The same for a string `json[from, …)` whose first escape is at `first`.
  private boolean escaped(int from, int first, TextList texts) {
    int length = first - from;
    reserve(length + 4);
    System.arraycopy(json, from, scratch, 0, length);
    at = first;
    while (at < json.length && json[at] != '"') {
      reserve(length + 4);
      byte b = json[at++];
      if (b == '\\') {
        int codePoint = escape();
        if (codePoint < 0) {
          return false;
        }
        length = org.tokenlab.tokenizers.Utf8.put(codePoint, scratch, length);
      } else if (b >= 0 && b < ' ') {
        return false;
      } else {
        scratch[length++] = b;
      }
    }
    if (at++ >= json.length) {
      return false;
    }
    texts.add(scratch, 0, length);
    return true;
  }

  private void reserve(int length) {
    if (length > scratch.length) {
      scratch = Arrays.copyOf(scratch, 2 * length);
    }
  }

  /// The code point of the escape behind a backslash, or −1.
  private int escape() {
    if (at >= json.length) {
      return -1;
    }
    byte kind = json[at++];
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> escapedUnits();
      default -> -1;
    };
  }

  private int escapedUnits() {
    int unit = hex();
    if (unit < 0 || !Character.isSurrogate((char) unit)) {
      return unit;
    }
    if (at + 1 >= json.length || json[at] != '\\' || json[at + 1] != 'u') {
      return -1;
    }
    at += 2;
    int second = hex();
    return second >= 0
            && Character.isHighSurrogate((char) unit)
            && Character.isLowSurrogate((char) second)
        ? Character.toCodePoint((char) unit, (char) second)
        : -1;
  }

  private int hex() {
    if (at + 4 > json.length) {
      return -1;
    }
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = json[at] < 0 ? -1 : Character.digit(json[at], 16);
      at++;
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }
}
