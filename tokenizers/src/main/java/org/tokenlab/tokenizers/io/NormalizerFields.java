package org.tokenlab.tokenizers.io;

import org.tokenlab.tokenizers.ModelFileException;

/// A `NormalizerSpec`.
final class NormalizerFields {
  /// What an empty message says.
  static final NormalizerFields DEFAULT =
      new NormalizerFields("", new byte[0], true, true, true, new byte[0]);

  private final String name;
  private final byte[] charsMap;
  private final boolean addDummyPrefix;
  private final boolean removeExtraWhitespaces;
  private final boolean escapeWhitespaces;
  private final byte[] rest;

  /// A message's fields.
  ///
  /// @param name such as `nmt_nfkc`
  /// @param charsMap `precompiled_charsmap`; empty for none; not copied
  /// @param rest all other fields, as they were written; not copied
  NormalizerFields(
      String name,
      byte[] charsMap,
      boolean addDummyPrefix,
      boolean removeExtraWhitespaces,
      boolean escapeWhitespaces,
      byte[] rest) {
    this.name = name;
    this.charsMap = charsMap;
    this.addDummyPrefix = addDummyPrefix;
    this.removeExtraWhitespaces = removeExtraWhitespaces;
    this.escapeWhitespaces = escapeWhitespaces;
    this.rest = rest;
  }

  String name() {
    return name;
  }

  byte[] charsMap() {
    return charsMap;
  }

  boolean addDummyPrefix() {
    return addDummyPrefix;
  }

  boolean removeExtraWhitespaces() {
    return removeExtraWhitespaces;
  }

  boolean escapeWhitespaces() {
    return escapeWhitespaces;
  }

  /// This, overwritten by a message.
  NormalizerFields merged(ProtoReader message) throws ModelFileException {
    String newName = name;
    byte[] map = charsMap;
    boolean prefix = addDummyPrefix;
    boolean extra = removeExtraWhitespaces;
    boolean escape = escapeWhitespaces;
    ProtoWriter others = new ProtoWriter();
    others.raw(rest);
    while (message.next()) {
      switch (message.field()) {
        case 1 -> newName = message.text();
        case 2 -> map = message.bytes();
        case 3 -> prefix = message.bool();
        case 4 -> extra = message.bool();
        case 5 -> escape = message.bool();
        default -> others.raw(message.skipped());
      }
    }
    return new NormalizerFields(newName, map, prefix, extra, escape, others.toBytes());
  }

  ProtoWriter write() {
    ProtoWriter message = new ProtoWriter();
    message.text(1, name);
    message.bytes(2, charsMap);
    message.bool(3, addDummyPrefix);
    message.bool(4, removeExtraWhitespaces);
    message.bool(5, escapeWhitespaces);
    message.raw(rest);
    return message;
  }
}
