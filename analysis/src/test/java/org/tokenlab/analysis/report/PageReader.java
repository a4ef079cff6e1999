package org.tokenlab.analysis.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// Reads a page as XML, which refuses what a browser would mend in silence.
final class PageReader {
  private final Document document;

  PageReader(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setExpandEntityReferences(false);
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    document = builder.parse(new InputSource(new StringReader(page)));
  }

  List<Element> elements(String tag, Predicate<Element> wanted) {
    return elements(document.getElementsByTagName(tag), wanted);
  }

  static List<Element> within(Element element, String tag) {
    return elements(element.getElementsByTagName(tag), any -> true);
  }

  static Predicate<Element> ofClass(String name) {
    return element -> List.of(element.getAttribute("class").split(" ", -1)).contains(name);
  }

  static String text(Node node) {
    return node.getTextContent().strip();
  }

  private static List<Element> elements(NodeList nodes, Predicate<Element> wanted) {
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (wanted.test(element)) {
        found.add(element);
      }
    }
    return found;
  }
}
