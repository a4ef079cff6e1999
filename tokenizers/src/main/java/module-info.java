/// Tokenlab's core: text to ids and back.
///
/// The API is [org.tokenlab.tokenizers]; the parts of a pipeline live in one package each. The
/// Vector API is optional: without `--add-modules jdk.incubator.vector` the scalar kernels run,
/// with the same results.
@SuppressWarnings("module") // the qualified export names a module that is built after this one
@org.jspecify.annotations.NullMarked
module org.tokenlab.tokenizers {
  requires static org.jspecify;
  requires static jdk.incubator.vector;
  requires com.ibm.icu;
  requires tools.jackson.core;

  exports org.tokenlab.tokenizers;
  exports org.tokenlab.tokenizers.baseline;
  exports org.tokenlab.tokenizers.bpe;
  exports org.tokenlab.tokenizers.decode;
  exports org.tokenlab.tokenizers.equalinfo;
  exports org.tokenlab.tokenizers.io;
  exports org.tokenlab.tokenizers.normalize;
  exports org.tokenlab.tokenizers.postprocess;
  exports org.tokenlab.tokenizers.pretokenize;
  exports org.tokenlab.tokenizers.regex;
  exports org.tokenlab.tokenizers.sentencepiece;
  exports org.tokenlab.tokenizers.superword;
  exports org.tokenlab.tokenizers.unigram;
  exports org.tokenlab.tokenizers.wordpiece;
  exports org.tokenlab.tokenizers.wordpool;

  // Kernels for our own trainers; not API.
  exports org.tokenlab.tokenizers.internal.simd to
      org.tokenlab.training;
}
