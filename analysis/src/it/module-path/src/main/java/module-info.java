/// A project that depends on Tokenlab's published jars.
module org.example.dependent {
  requires org.tokenlab.tokenizers;
  requires org.tokenlab.corpora;
  requires org.tokenlab.training;
  requires java.logging;
}
