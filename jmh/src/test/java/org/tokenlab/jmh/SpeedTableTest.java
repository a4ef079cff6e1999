package org.tokenlab.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokenlab.jmh.SpeedRow.Cell;

/// No speed without the right ids, and the right ratios with them.
class SpeedTableTest {
  private static final Cell AGAIN = new Cell("v", "english", Regime.AGAIN, 1);
  private static final List<int[]> IDS = List.of(new int[] {1, 2, 3}, new int[] {4});
  private static final List<int[]> ONE_ID_WRONG = List.of(new int[] {1, 2, 3}, new int[] {5});
  private static final List<int[]> OTHER_BORDER = List.of(new int[] {1, 2}, new int[] {3, 4});

  private final SpeedTable table = new SpeedTable(vocabulary -> List.of("reference", "second"));

  private void add(String engine, Cell cell, String hash, Double... seconds) {
    table.add(new SpeedRow(engine, cell, 2_000_000, List.of(seconds), hash, 0.125, "call"));
  }

  @Test
  void theHashTellsEveryIdAndEveryBorder() {
    String hash = IdsHash.of(IDS);
    assertTrue(IdsHash.same(hash, IdsHash.of(List.of(new int[] {1, 2, 3}, new int[] {4}))));
    assertFalse(IdsHash.same(hash, IdsHash.of(ONE_ID_WRONG)));
    assertFalse(IdsHash.same(hash, IdsHash.of(OTHER_BORDER)));
    assertTrue(IdsHash.same(hash, IdsHash.ofCounts(new int[] {3, 1})));
    assertFalse(IdsHash.same(hash, IdsHash.ofCounts(new int[] {2, 2})));
  }

  /// `bench.py` must compute the same: `hash_of(np.array([1, 2, 3, 4]), np.array([3, 1]))`.
  @Test
  void theHashIsTheOneThatTheScriptComputes() {
    assertEquals("977161a9d0bade49:f5bd7cea475f5b00", IdsHash.of(IDS));
  }

  @Test
  void aWrongIdMakesTheRowDiffer() {
    add("reference", AGAIN, IdsHash.of(IDS), 1.0);
    add("wrong", AGAIN, IdsHash.of(ONE_ID_WRONG), 0.001);
    add("right", AGAIN, IdsHash.of(IDS), 0.5);
    assertEquals(SpeedTable.Verdict.DIFFERS, table.verdict(AGAIN, "wrong"));
    assertEquals(SpeedTable.Verdict.EQUAL, table.verdict(AGAIN, "right"));
    String row = rowOf("wrong");
    assertTrue(row.contains("| DIFFERS | – |"), row);
    assertFalse(row.contains("2000"), row); // MB/s
    assertTrue(table.csv().contains(",wrong,DIFFERS,"), table.csv());
  }

  @Test
  void oneWrongRunAmongRightOnesMakesTheRowDiffer() {
    add("reference", AGAIN, IdsHash.of(IDS), 1.0);
    add("wrong", AGAIN, IdsHash.of(IDS), 1.0);
    add("wrong", AGAIN, IdsHash.of(ONE_ID_WRONG), 1.0);
    assertEquals(SpeedTable.Verdict.DIFFERS, table.verdict(AGAIN, "wrong"));
  }

  @Test
  void weHaveNoRatioWhereOurIdsDiffer() {
    add("reference", AGAIN, IdsHash.of(IDS), 1.0);
    add("tokenlab-scalar", AGAIN, IdsHash.of(ONE_ID_WRONG), 0.1);
    add("tokenlab-vector", AGAIN, IdsHash.of(IDS), 0.1);
    String row = rowOf("reference");
    assertTrue(row.contains("| reference | – | 10.00 |"), row);
  }

  @Test
  void withoutAReferenceNobodyHasASpeed() {
    add("tokenlab-scalar", AGAIN, IdsHash.of(IDS), 0.1);
    assertEquals(SpeedTable.Verdict.NO_REFERENCE, table.verdict(AGAIN, "tokenlab-scalar"));
    assertTrue(rowOf("tokenlab-scalar").contains("NO REFERENCE"));
  }

  @Test
  void aReferenceThatContradictsItselfIsNone() {
    add("reference", AGAIN, IdsHash.of(IDS), 1.0);
    add("reference", AGAIN, IdsHash.of(ONE_ID_WRONG), 1.0);
    assertEquals(SpeedTable.Verdict.NO_REFERENCE, table.verdict(AGAIN, "reference"));
  }

  @Test
  void theSecondReferenceJudgesWhereTheFirstIsAbsent() {
    add("second", AGAIN, IdsHash.of(IDS), 1.0);
    add("wrong", AGAIN, IdsHash.of(ONE_ID_WRONG), 1.0);
    assertEquals(SpeedTable.Verdict.EQUAL, table.verdict(AGAIN, "second"));
    assertEquals(SpeedTable.Verdict.DIFFERS, table.verdict(AGAIN, "wrong"));
  }

  @Test
  void regimesOfOnePartShareTheirReferenceAndOthersDont() {
    add("reference", new Cell("v", "english", Regime.COLD, 1), IdsHash.of(IDS), 1.0);
    Cell twoThreads = new Cell("v", "english", Regime.AGAIN, 2);
    Cell unseen = new Cell("v", "english", Regime.UNSEEN, 1);
    Cell count = new Cell("v", "english", Regime.COUNT, 1);
    add("us", twoThreads, IdsHash.of(IDS), 1.0);
    add("us", unseen, IdsHash.of(IDS), 1.0);
    add("us", count, IdsHash.ofCounts(new int[] {3, 1}), 1.0);
    add("wrong", count, IdsHash.ofCounts(new int[] {3, 2}), 1.0);
    assertEquals(SpeedTable.Verdict.EQUAL, table.verdict(twoThreads, "us"));
    assertEquals(SpeedTable.Verdict.NO_REFERENCE, table.verdict(unseen, "us"));
    assertEquals(SpeedTable.Verdict.EQUAL, table.verdict(count, "us"));
    assertEquals(SpeedTable.Verdict.DIFFERS, table.verdict(count, "wrong"));
  }

  @Test
  void speedsAreMegabytesASecondOfAllRunsTogetherAndTheFastestComesFirst() {
    add("reference", AGAIN, IdsHash.of(IDS), 4.0, 2.0);
    add("reference", AGAIN, IdsHash.of(IDS), 1.0);
    add("tokenlab-scalar", AGAIN, IdsHash.of(IDS), 0.5);
    String row = rowOf("reference");
    // Median of 4, 2, 1 s for 2 MB; best 1 s; loaded in 125 ms.
    assertTrue(row.contains("| 4.00 | – | 1.0 | 2.0 | 125 | call |"), row);
    String all = table.markdown();
    assertTrue(all.indexOf("tokenlab-scalar** |") < all.indexOf("| reference |"), all);
  }

  @Test
  void aRowSurvivesTheWayFromItsProcess() {
    SpeedRow row = new SpeedRow("e", AGAIN, 7, List.of(0.5, 0.25), "a:b", 1.5, "1.0 call");
    SpeedRow back = SpeedRow.parse(row.line()).orElseThrow();
    assertEquals(row.line(), back.line());
    assertEquals(AGAIN, back.cell());
    assertTrue(SpeedRow.parse("some library's chatter").isEmpty());
  }

  @Test
  void whatDidNotRunIsListedWithItsReason() {
    table.fail("e", "v", "english", "no such file");
    table.fail("e", "v", "english", "again");
    assertTrue(table.markdown().endsWith("- e, v, english: no such file\n"), table.markdown());
  }

  @Test
  void optionsAreCheckedAgainstWhatThereIs() {
    PeerOptions quick = PeerOptions.parse("--quick", "--vocab", "cl100k,llama3");
    assertEquals(List.of("cl100k_base", "llama3"), quick.vocabularies());
    assertEquals(1, quick.rounds());
    assertEquals(List.of(1, 2), PeerOptions.parse().threads());
    assertThrows(IllegalArgumentException.class, () -> PeerOptions.parse("--vocab", "cl200k"));
    assertThrows(IllegalArgumentException.class, () -> PeerOptions.parse("--txet", "code"));
    assertThrows(IllegalArgumentException.class, () -> PeerOptions.parse("--rounds", "many"));
  }

  private String rowOf(String engine) {
    return table
        .markdown()
        .lines()
        .filter(line -> line.contains("| " + engine + " |") || line.contains("**" + engine + "**"))
        .findFirst()
        .orElseThrow();
  }
}
