/// Text in: files, archives, parallel sets and the embedded default. Knows no tokenizer.
@org.jspecify.annotations.NullMarked
module org.tokenlab.corpora {
  requires static transitive org.jspecify;
  requires com.github.luben.zstd_jni;
  requires com.ibm.icu;
  requires org.apache.commons.compress;
  requires org.tukaani.xz;
  requires tools.jackson.core;

  exports org.tokenlab.corpora;
}
