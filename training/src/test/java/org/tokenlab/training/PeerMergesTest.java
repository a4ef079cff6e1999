package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Our merges by peers' rules against theirs on a text in many scripts, in the golden files that
/// `src/test/python/peer_merges.py` writes.
class PeerMergesTest {
  static final List<String> PEERS = PeerMerges.WITH_GOLDENS;

  @ParameterizedTest
  @FieldSource("PEERS")
  void mergesEqualThePeersOneByOne(String peer) throws IOException {
    assertEquals(
        read("peer-merges-" + peer + ".txt").lines().toList(),
        PeerMerges.of(peer, 700, read("invented-text.txt")));
  }

  private static String read(String name) throws IOException {
    try (InputStream in =
        PeerMergesTest.class.getResourceAsStream("/org/tokenlab/training/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
