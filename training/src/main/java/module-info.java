/// Text to models. Takes streams of text, never paths, but for a folder to put away what does not
/// fit in memory, and one to go on from.
@org.jspecify.annotations.NullMarked
module org.tokenlab.training {
  requires static ai.djl.api;
  requires static org.jspecify;
  requires java.management;
  requires it.unimi.dsi.fastutil.core;
  requires transitive org.tokenlab.tokenizers;

  exports org.tokenlab.training;
  exports org.tokenlab.training.adapt;
  exports org.tokenlab.training.equalinfo;
  exports org.tokenlab.training.sentencepiece;
  exports org.tokenlab.training.superword;
  exports org.tokenlab.training.unigram;
  exports org.tokenlab.training.wordpool;
}
