package org.tokenlab.analysis.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// HTML under construction, well-formed as XML too: every element is closed, all text is escaped.
///
/// Not thread-safe.
final class Markup {
  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /// Opens an element; `attributes` are names and values by turns.
  Markup open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /// Closes the element opened last.
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// Closes the element opened last, and its line.
  Markup closeLine() {
    return close().line();
  }

  /// An element that never has content.
  Markup leaf(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /// An element with text only.
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  Markup line() {
    out.append('\n');
    return this;
  }

  /// Content that is not data but ours (style, script), kept from XML readers by a CDATA section.
  Markup verbatim(String tag, String content) {
    if (content.contains("</" + tag) || content.contains("]]>")) {
      throw new IllegalArgumentException("the content would end its <" + tag + "> early");
    }
    out.append('<').append(tag).append(">/*<![CDATA[*/\n").append(content).append("/*]]>*/</");
    out.append(tag).append(">\n");
    return this;
  }

  /// The document, once everything is closed.
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }

  private void start(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException(
          "<" + tag + ">: expected names and values by turns; got an odd number");
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(codePoint -> {
          switch (codePoint) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(isHarmless(codePoint) ? codePoint : 0xFFFD);
          }
        });
  }

  /// Neither forbidden in XML nor able to turn the direction of the text around it.
  private static boolean isHarmless(int codePoint) {
    boolean control = codePoint < 0x20 && codePoint != '\n' && codePoint != '\t';
    boolean c1 = codePoint >= 0x7F && codePoint < 0xA0;
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    boolean nonCharacter = (codePoint & 0xFFFE) == 0xFFFE;
    boolean bidi =
        (codePoint >= 0x202A && codePoint <= 0x202E)
            || (codePoint >= 0x2066 && codePoint <= 0x2069);
    return !(control || c1 || surrogate || nonCharacter || bidi);
  }
}
