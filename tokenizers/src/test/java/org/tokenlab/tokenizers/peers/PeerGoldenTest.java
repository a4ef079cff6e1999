package org.tokenlab.tokenizers.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenlab.tokenizers.ReferenceData;
import org.tokenlab.tokenizers.Tokenizer;

/// Every vocabulary gives its peer's ids, offsets and tokens on all of FLORES, UDHR and the
/// monolingual texts, and on random ones; by digests that [PeerGoldens] wrote.
@Tag("exhaustive")
final class PeerGoldenTest {
  @TempDir static Path folder;

  static Stream<String> vocabularies() throws IOException {
    return JudgedVocabulary.all().stream().map(JudgedVocabulary::name);
  }

  @ParameterizedTest
  @MethodSource("vocabularies")
  void answersEqualThePeers(String name) throws IOException {
    Path data = ReferenceData.file("vocab").getParent();
    ReferenceData.file("flores200/dev");
    JudgedVocabulary vocabulary = JudgedVocabulary.named(name);
    Map<String, String> wanted = Goldens.read(vocabulary);
    assertFalse(wanted.isEmpty(), "no golden file; PeerGoldens writes it");
    Tokenizer ours = vocabulary.load(data, folder);
    AtomicInteger compared = new AtomicInteger();
    List<String> differing =
        // A list splits evenly among the threads, which the streams within a stream don't.
        Goldens.items(vocabulary, data).toList().parallelStream()
            .filter(item -> {
              compared.incrementAndGet();
              Request request = item.request();
              long digest = AnswerCache.digest(request.answers(ours, vocabulary.peer()));
              return !Goldens.written(digest).equals(wanted.get(item.key()));
            })
            .map(Goldens.Item::key)
            .toList();
    assertEquals(
        List.of(), differing, "differs from the peer; PeerComparison -v " + name + " says where");
    assertEquals(wanted.size(), compared.get(), "number of units");
  }
}
