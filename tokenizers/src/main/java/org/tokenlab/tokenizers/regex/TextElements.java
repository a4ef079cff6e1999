package org.tokenlab.tokenizers.regex;

import java.util.List;

/// What `\R` and `\X` stand for: a line's end and a grapheme cluster, each atomic.
final class TextElements {
  private TextElements() {}

  /// `(?>\r\n|[\n-\r\x{85}\x{2028}\x{2029}])`.
  static Node newline() {
    return new Node.Atomic(
        new Node.Choice(
            List.of(
                new Node.Concat(
                    List.of(new Node.Chars(CodeSet.of('\r')), new Node.Chars(CodeSet.of('\n')))),
                new Node.Chars(CodeSet.range('\n', '\r').or(CodeSet.of(0x85, 0x2028, 0x2029))))));
  }

  /// An extended grapheme cluster that starts here (UAX 29, without rule GB9c).
  static Node graphemeCluster() {
    Node extend = new Node.Chars(gcb("extend").or(gcb("zwj")).or(gcb("spacingmark")));
    CodeSet control = gcb("control").or(gcb("cr")).or(gcb("lf"));
    Node pictures =
        new Node.Concat(
            List.of(
                new Node.Chars(UnicodeData.known(Dialect.ONIGURUMA, "extendedpictographic")),
                any(
                    new Node.Concat(
                        List.of(
                            any(new Node.Chars(gcb("extend"))),
                            new Node.Chars(gcb("zwj")),
                            new Node.Chars(
                                UnicodeData.known(Dialect.ONIGURUMA, "extendedpictographic")))))));
    Node hangul =
        new Node.Choice(
            List.of(
                new Node.Concat(
                    List.of(
                        any(new Node.Chars(gcb("l"))),
                        new Node.Choice(
                            List.of(
                                new Node.Concat(
                                    List.of(
                                        new Node.Choice(
                                            List.of(
                                                new Node.Chars(gcb("lv")),
                                                new Node.Chars(gcb("v")))),
                                        any(new Node.Chars(gcb("v"))))),
                                new Node.Chars(gcb("lvt")))),
                        any(new Node.Chars(gcb("t"))))),
                new Node.Repeat(new Node.Chars(gcb("l")), 1, -1, true),
                new Node.Repeat(new Node.Chars(gcb("t")), 1, -1, true)));
    Node flag =
        new Node.Concat(
            List.of(
                new Node.Chars(gcb("regionalindicator")),
                new Node.Chars(gcb("regionalindicator"))));
    Node core =
        new Node.Choice(
            List.of(flag, hangul, pictures, new Node.Chars(control.or(gcb("prepend")).not())));
    return new Node.Atomic(
        new Node.Choice(
            List.of(
                new Node.Concat(List.of(new Node.Chars(gcb("cr")), new Node.Chars(gcb("lf")))),
                new Node.Chars(control),
                new Node.Concat(List.of(any(new Node.Chars(gcb("prepend"))), core, any(extend))),
                new Node.Concat(
                    List.of(
                        new Node.Repeat(new Node.Chars(gcb("prepend")), 1, -1, true), any(extend))),
                new Node.Chars(CodeSet.ALL))));
  }

  private static CodeSet gcb(String value) {
    return UnicodeData.known(Dialect.ONIGURUMA, "gcb=" + value);
  }

  private static Node any(Node body) {
    return new Node.Repeat(body, 0, -1, true);
  }
}
