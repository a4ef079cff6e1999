package org.tokenlab.tokenizers.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Random texts that press on every boundary rule of normalizers, splitters and models.
///
/// What comes is drawn from tables only, so that a seed gives the same texts whatever Unicode
/// version the Java runtime has. Texts may hold lone surrogates. Not thread-safe.
final class PeerText {
  private static final List<String> WORDS =
      List.of(
          "the",
          " the",
          " The",
          "THE",
          "hello",
          "Straße",
          "naïve",
          "İstanbul",
          "ΑΣΦΑΛΉΣ",
          "ǅungla",
          "don't",
          "DON'T",
          "O'Toole",
          "we've",
          "I'LL",
          "l’été",
          "camelCase",
          "HTTPServer",
          "x86_64",
          "snake_case",
          "привет",
          "שלום",
          "مرحبا",
          "नमस्ते",
          "क्षत्रिय",
          "สวัสดี",
          "ကျေးဇူး",
          "ខ្មែរ",
          "你好世界",
          "日本語",
          "カタカナー",
          "안녕하세요",
          "Ångström",
          "e\u0301",
          "A\u030A",
          "ﬁne",
          "१२३",
          "http://a.b/c?d=e&f",
          "a@b.co",
          "3.14159",
          "1,000,000",
          "1e-9",
          "0x1F",
          "12345678",
          "#tag",
          "e.g.",
          "U.S.A.",
          "C++",
          "{\"a\": [1]}",
          "</div>",
          "\\n",
          "\\u00e9",
          "a\tb",
          "if (x) {\n\t",
          "ing",
          "s",
          "t",
          "re",
          "ve",
          "m",
          "ll",
          "d");

  private static final List<String> CONTRACTIONS =
      List.of(
          "'s", "'S", "'ſ", "'t", "'T", "'re", "'RE", "'rE", "'ve", "'vE", "'m", "'ll", "'LL",
          "'lL", "'d", "'D", "'x", "’s", "’ll", "''s", "'", "' s", "'s's", "ʼs");

  private static final List<String> SPACES =
      List.of(
          " ", " ", " ", "  ", "   ", "\n", "\n\n", "\r", "\r\n", "\t", " \n", "\n ", "\u000B",
          "\f", "\u001C", "\u001D", "\u001E", "\u001F", "\u0085", "\u00A0", "\u1680", "\u180E",
          "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
          "\u2009", "\u200A", "\u200B", "\u2028", "\u2029", "\u202F", "\u205F", "\u2060", "\u3000",
          "\uFEFF", "▁", "▁▁");

  private static final List<String> EMOJI =
      List.of(
          "🙂",
          "👩‍👩‍👧",
          "👩🏽‍🚀",
          "🏽",
          "🇩🇪",
          "🇩",
          "1\uFE0F\u20E3",
          "❤\uFE0F",
          "☺\uFE0E",
          "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F",
          "🧑‍🤝‍🧑",
          "\u200D",
          "\uFE0F",
          "👍👍🏿",
          "⌚",
          "©",
          "™");

  private static final List<String> PUNCTUATION =
      List.of(
          ".", ",", "!", "?", "...", "…", "-", "--", "—", "_", "/", "//", "/*", "*/", "$", "€", "£",
          "#", "##", "@", "(", ")", "[", "]", "{", "}", "<", ">", "=", "==", "!=", "+", "|", "||",
          "~", "^", "`", "\"", "“", "”", "«", "»", "。", "、", "，", "！", "¿", "¡", "·", "•", "§", "%",
          "&", "\\", ":", ": ", ";", "؟", "।", "״", "⟨", "☃", "∑", "←");

  /// What special tokens look like in the vocabularies of the world.
  private static final List<String> LOOKALIKES =
      List.of(
          "<|endoftext|>",
          "<|startoftext|>",
          "<|im_start|>",
          "<|im_end|>",
          "<|endofprompt|>",
          "[CLS]",
          "[SEP]",
          "[MASK]",
          "[PAD]",
          "[UNK]",
          "<s>",
          "</s>",
          "<unk>",
          "<UNK>",
          "<pad>",
          "<mask>",
          "<sep>",
          "<cls>",
          "<eop>",
          "<eod>",
          "[INST]",
          "[/INST]",
          "[TOOL_CALLS]",
          "<0x0A>",
          "<0xE2>",
          "</w>",
          "##",
          "Ġ",
          "Ċ",
          "Ġthe",
          "##ing",
          "<|",
          "|>",
          "<|endoftext",
          "endoftext|>",
          "<S>",
          "[cls]",
          " ⁇ ",
          "\uFFFD");

  // Zeros of decimal digits; nine more follow each.
  private static final int[] ZEROS = {
    0x30, 0x30, 0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6,
    0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0x1946, 0xA620, 0xAA50, 0xFF10, 0x104A0,
    0x11066, 0x1D7CE, 0x1D7EC, 0x1E950, 0x1FBF0
  };

  // First and last code points of stretches where something is special.
  private static final int[][] RANGES = {
    {0x0, 0x1F},
    {0x7F, 0x9F},
    {0x20, 0x7E},
    {0xA0, 0xFF},
    {0x100, 0x24F},
    {0x250, 0x2FF},
    {0x300, 0x36F},
    {0x370, 0x3FF},
    {0x400, 0x52F},
    {0x531, 0x58F},
    {0x591, 0x5F4},
    {0x600, 0x6FF},
    {0x700, 0x74F},
    {0x780, 0x7BF},
    {0x7C0, 0x7FF},
    {0x900, 0x97F},
    {0x980, 0x9FF},
    {0xA00, 0xA7F},
    {0xA80, 0xAFF},
    {0xB00, 0xB7F},
    {0xB80, 0xBFF},
    {0xC00, 0xC7F},
    {0xC80, 0xCFF},
    {0xD00, 0xD7F},
    {0xD80, 0xDFF},
    {0xE00, 0xE7F},
    {0xE80, 0xEFF},
    {0xF00, 0xFFF},
    {0x1000, 0x109F},
    {0x10A0, 0x10FF},
    {0x1100, 0x11FF},
    {0x1200, 0x137F},
    {0x13A0, 0x13FF},
    {0x1400, 0x14FF},
    {0x1780, 0x17FF},
    {0x1800, 0x18AF},
    {0x1AB0, 0x1AFF},
    {0x1B00, 0x1B7F},
    {0x1C50, 0x1C7F},
    {0x1C80, 0x1CBF},
    {0x1D00, 0x1DBF},
    {0x1DC0, 0x1DFF},
    {0x1E00, 0x1EFF},
    {0x1F00, 0x1FFF},
    {0x2000, 0x206F},
    {0x2070, 0x209F},
    {0x20A0, 0x20CF},
    {0x20D0, 0x20FF},
    {0x2100, 0x218F},
    {0x2190, 0x23FF},
    {0x2460, 0x24FF},
    {0x2500, 0x27BF},
    {0x2C00, 0x2DFF},
    {0x2E80, 0x2FFF},
    {0x3000, 0x303F},
    {0x3040, 0x309F},
    {0x30A0, 0x30FF},
    {0x3100, 0x318F},
    {0x3200, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xA640, 0xA69F},
    {0xA720, 0xA7FF},
    {0xA840, 0xA8FF},
    {0xA960, 0xA97F},
    {0xAB30, 0xABBF},
    {0xAC00, 0xD7A3},
    {0xD7B0, 0xD7FF},
    {0xE000, 0xE0FF},
    {0xF900, 0xFAFF},
    {0xFB00, 0xFB4F},
    {0xFB50, 0xFDFF},
    {0xFE00, 0xFE0F},
    {0xFE10, 0xFE6F},
    {0xFE70, 0xFEFF},
    {0xFF00, 0xFFEF},
    {0xFFF0, 0xFFFF},
    {0x10280, 0x1034F},
    {0x10400, 0x1044F},
    {0x10A00, 0x10A5F},
    {0x11000, 0x1107F},
    {0x11100, 0x1114F},
    {0x13000, 0x130FF},
    {0x16E40, 0x16E9F},
    {0x1B000, 0x1B0FF},
    {0x1D165, 0x1D172},
    {0x1D400, 0x1D7FF},
    {0x1E000, 0x1E02A},
    {0x1E900, 0x1E95F},
    {0x1EE00, 0x1EEFF},
    {0x1F000, 0x1F2FF},
    {0x1F300, 0x1FAFF},
    {0x20000, 0x2A6DF},
    {0x2F800, 0x2FA1F},
    {0x30000, 0x323AF},
    {0xE0000, 0xE01EF},
    {0xF0000, 0xF00FF},
    {0x10FF00, 0x10FFFF}
  };

  private final SplitMix random;
  private final List<String> tokens;
  private final List<String> added;

  /// Texts without any vocabulary's own tokens.
  PeerText(SplitMix random) {
    this(random, List.of(), List.of());
  }

  /// Texts that also hold tokens of a vocabulary.
  ///
  /// @param tokens its tokens, as its file writes them
  /// @param added its added tokens
  PeerText(SplitMix random, List<String> tokens, List<String> added) {
    this.random = random;
    this.tokens = tokens;
    this.added = added;
  }

  /// The next text: mostly some words long, now and then a line, rarely one very long run.
  String next() {
    StringBuilder text = new StringBuilder();
    int parts =
        switch (random.nextInt(16)) {
          case 0 -> random.nextInt(60);
          case 1, 2, 3 -> random.nextInt(3);
          default -> 1 + random.nextInt(9);
        };
    int[] script = RANGES[random.nextInt(RANGES.length)];
    while (parts-- > 0) {
      String part = part(script);
      int times = random.oneIn(14) ? 1 + random.nextInt(7) : 1;
      text.repeat(part, random.oneIn(4_000) ? 200 + random.nextInt(1_500) : times);
    }
    if (random.oneIn(60)) {
      text.insert(random.nextInt(text.length() + 1), (char) (0xD800 + random.nextInt(0x800)));
    }
    return text.toString();
  }

  /// So many texts.
  List<String> next(int count) {
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(next());
    }
    return texts;
  }

  private String part(int[] script) {
    return switch (random.nextInt(20)) {
      case 0, 1 -> random.of(WORDS);
      case 2 -> random.of(CONTRACTIONS);
      case 3, 4, 5, 6 -> random.of(SPACES);
      case 7, 8 -> random.of(PUNCTUATION);
      case 9 -> random.of(EMOJI);
      case 10 -> digits();
      case 11 -> hangul();
      case 12, 13, 14 -> letters(script);
      case 15 -> letters(RANGES[random.nextInt(RANGES.length)]);
      case 16 -> lookalike();
      case 17, 18 -> glued();
      default -> Character.toString(scalar(random.nextInt(0x110000)));
    };
  }

  private String digits() {
    StringBuilder digits = new StringBuilder();
    int zero = ZEROS[random.nextInt(ZEROS.length)];
    for (int i = random.nextInt(8); i >= 0; i--) {
      digits.appendCodePoint(zero + random.nextInt(10));
    }
    return digits.toString();
  }

  private String hangul() {
    StringBuilder jamo = new StringBuilder();
    jamo.appendCodePoint(0x1100 + random.nextInt(19)).appendCodePoint(0x1161 + random.nextInt(21));
    if (random.oneIn(2)) {
      jamo.appendCodePoint(0x11A7 + random.nextInt(29));
    }
    return random.oneIn(4) ? jamo.reverse().toString() : jamo.toString();
  }

  private String letters(int[] range) {
    StringBuilder letters = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      letters.appendCodePoint(scalar(range[0] + random.nextInt(range[1] - range[0] + 1)));
      if (random.oneIn(9)) {
        letters.appendCodePoint(0x300 + random.nextInt(0x70));
      }
    }
    return letters.toString();
  }

  private String lookalike() {
    String token = added.isEmpty() || random.oneIn(3) ? random.of(LOOKALIKES) : random.of(added);
    return switch (random.nextInt(8)) {
      case 0 -> " " + token;
      case 1 -> token + " ";
      case 2 -> "  " + token + "\n";
      case 3 -> token.toUpperCase(Locale.ROOT);
      case 4 -> token.substring(0, random.nextInt(token.length() + 1));
      case 5 -> "a" + token + "b";
      default -> token;
    };
  }

  private String glued() {
    if (tokens.isEmpty()) {
      return random.of(WORDS) + random.of(WORDS);
    }
    StringBuilder glued = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      glued.append(random.of(tokens));
    }
    return glued.toString();
  }

  private static int scalar(int codePoint) {
    return codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint;
  }
}
