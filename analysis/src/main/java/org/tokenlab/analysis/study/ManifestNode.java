package org.tokenlab.analysis.study;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A value in a manifest, with the key it belongs to and the lines of both, for messages.
///
/// @param file name of the manifest
/// @param key that it belongs to
/// @param keyLine where the key stands, from 1
/// @param node the value
record ManifestNode(String file, String key, int keyLine, Node node) {
  static List<ManifestNode> entries(String file, MappingNode mapping) throws ManifestException {
    List<ManifestNode> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = lineOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new ManifestException(file, line, "expected a key, as in \"name: my-study\"");
      }
      entries.add(new ManifestNode(file, key.getValue(), line, tuple.getValueNode()));
    }
    return entries;
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /// The line of the value, from 1.
  int line() {
    return lineOf(node);
  }

  boolean isScalar(String text) {
    return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
  }

  /// The value as text: one word or number, without control characters.
  String string() throws ManifestException {
    if (!(node instanceof ScalarNode scalar)) {
      throw wrong("one value", kind());
    }
    String text = scalar.getValue();
    if (text.isBlank()) {
      throw wrong("one value", "nothing");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw wrong("text without control characters", "some");
    }
    return text;
  }

  long wholeNumber() throws ManifestException {
    String text = string();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong("a whole number", "\"" + text + "\"");
    }
  }

  /// The values of a list.
  List<ManifestNode> items() throws ManifestException {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("a list, as in [a, b]", kind());
    }
    return sequence.getValue().stream()
        .map(item -> new ManifestNode(file, key, keyLine, item))
        .toList();
  }

  private String kind() {
    if (node instanceof ScalarNode scalar) {
      return "\"" + scalar.getValue() + "\"";
    }
    return node.getNodeType() == NodeType.SEQUENCE ? "a list" : "keys and values";
  }

  private ManifestException wrong(String wanted, String found) {
    return new ManifestException(file, line(), key + ": expected " + wanted + "; found " + found);
  }
}
