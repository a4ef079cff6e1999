package org.tokenlab.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelFoldersTest {
  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static LanguageScript language(String text) {
    return LanguageScript.parse(text);
  }

  private static List<String> languages(ParallelCorpus corpus) {
    return corpus.languages().stream().map(LanguageScript::toString).toList();
  }

  private static List<@Nullable String> items(ParallelCorpus corpus, String language) {
    return IntStream.range(0, corpus.items())
        .<@Nullable String>mapToObj(i -> corpus.item(language(language), i))
        .toList();
  }

  private String failure() {
    return failure(ParallelOptions.defaults());
  }

  private String failure(ParallelOptions options) {
    return assertThrows(CorpusException.class, () -> ParallelCorpora.open(folder, options))
        .getMessage();
  }

  @Test
  void floresSplitsAreJoinedUnlessOneIsChosen() throws Exception {
    write("dev/deu_Latn.dev", "d1\nd2\n");
    write("dev/eng_Latn.dev", "e1\ne2\n");
    write("dev/zho_Hans.dev", "z1\nz2\n");
    write("devtest/deu_Latn.devtest", "d3\n");
    write("devtest/eng_Latn.devtest", "e3\n");
    write("devtest/zho_Hans.devtest", "z3\n");
    write("README", "not a language\n");
    write("metadata_dev.tsv", "URL\tdomain\n");
    ParallelCorpus both = ParallelCorpora.open(folder);
    assertEquals("FLORES dev+devtest", both.name());
    assertEquals(List.of("deu_Latn", "eng_Latn", "zho_Hans"), languages(both));
    assertEquals(List.of("d1", "d2", "d3"), items(both, "deu_Latn"));
    assertEquals("devtest/1", both.key(2));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest("d1\nd2\nd3\n".getBytes(UTF_8));
    assertEquals(HexFormat.of().formatHex(digest), both.sha256(language("deu_Latn")));

    ParallelCorpus one =
        ParallelCorpora.open(folder, ParallelOptions.defaults().withSplit("devtest"));
    assertEquals(List.of("d3"), items(one, "deu_Latn"));
    assertEquals(items(one, "zho_Hans"), List.of("z3"));
    assertEquals(2, ParallelCorpora.open(folder.resolve("dev")).items());
    assertTrue(
        failure(ParallelOptions.defaults().withSplit("test"))
            .endsWith("no split \"test\"; there is dev, devtest."));
  }

  @Test
  void bothFloresSplitsInOneFolderAreJoined() throws IOException {
    write("deu_Latn.dev", "d1\n");
    write("eng_Latn.dev", "e1\n");
    write("deu_Latn.devtest", "d2\n");
    write("eng_Latn.devtest", "e2\n");
    assertEquals(List.of("d1", "d2"), items(ParallelCorpora.open(folder), "deu_Latn"));
    Files.delete(folder.resolve("deu_Latn.devtest"));
    write("fra_Latn.devtest", "f2\n");
    assertTrue(failure().contains("dev has 1 languages that devtest lacks: [deu_Latn]"), failure());
  }

  @Test
  void eachFileThatDeviatesIsNamedWithItsNumberOfLines() throws IOException {
    for (String code : List.of("ces", "eng", "fra", "pol")) {
      write(code + "_Latn.dev", "1\n2\n3\n");
    }
    write("deu_Latn.dev", "1\n2\n");
    write("spa_Latn.dev", "1\n2\n3\n4");
    assertEquals(
        folder
            + ": parallel files need the same number of lines. deu_Latn.dev: 2 lines; spa_Latn.dev: 4 lines;"
            + " 4 other files have 3.",
        failure());
  }

  @Test
  void twoFilesThatDifferAreBothNamed() throws IOException {
    write("corpus.de", "1\n2\n");
    write("corpus.en", "1\n");
    assertEquals(
        folder
            + ": parallel files need the same number of lines. corpus.de: 2 lines; corpus.en: 1 lines.",
        failure());
  }

  @Test
  void ntrexFilesTakeScriptsFromTheirNamesOrTheLikelyOne() throws IOException {
    for (String tag :
        List.of(
            "ref.deu",
            "ref.srp-Latn",
            "ref.srp-Cyrl",
            "ref.zho-CN",
            "ref.zho-TW",
            "ref.eng-US",
            "ref.eng-GB",
            "src.eng")) {
      write("newstest2019-" + tag + ".txt", tag + "\n");
    }
    write("LICENSE.txt", "a\nb\n");
    ParallelCorpus corpus = ParallelCorpora.open(folder);
    assertEquals("NTREX", corpus.name());
    assertEquals(
        List.of(
            "deu_Latn",
            "eng_Latn",
            "eng_Latn_GB",
            "eng_Latn_US",
            "srp_Cyrl",
            "srp_Latn",
            "zho_Hans",
            "zho_Hant"),
        languages(corpus));
    assertEquals("src.eng", corpus.item(language("eng_Latn"), 0));
    assertEquals("ref.eng-US", corpus.item(language("eng_Latn_US"), 0));
  }

  @Test
  void mosesPairsAreFoundInAFolderOrByTheirCommonBeginning() throws IOException {
    write("train.de", "d\n");
    write("train.pt-PT", "p\n");
    write("test.de", "d\n");
    write("test.pt-PT", "p\n");
    write("notes.txt", "n\nn\n");
    write("extra.de-en.de", "x\n");
    write("extra.de-en.en", "x\n");
    String several = failure();
    assertTrue(several.contains("extra.de-en, test, train"), several);
    ParallelCorpus train = ParallelCorpora.open(folder.resolve("train"));
    assertEquals(List.of("deu_Latn", "por_Latn_PT"), languages(train));
    assertEquals(
        List.of("deu_Latn", "eng_Latn"),
        languages(ParallelCorpora.open(folder.resolve("extra.de-en"))));
  }

  @Test
  void packedFilesAreReadAndAnEmptyLineIsAnItemTheLanguageLacks() throws IOException {
    Files.write(folder.resolve("de.txt.gz"), Packing.GZIP.pack("eins\n\ndrei\n".getBytes(UTF_8)));
    Files.write(folder.resolve("en.txt.xz"), Packing.XZ.pack("one\ntwo\n\n".getBytes(UTF_8)));
    ParallelCorpus corpus = ParallelCorpora.open(folder);
    assertNull(corpus.item(language("deu_Latn"), 1));
    assertNull(corpus.item(language("eng_Latn"), 2));
    BitSet first = new BitSet();
    first.set(0);
    assertEquals(first, corpus.common(corpus.languages()));
    assertEquals(2, corpus.items(language("deu_Latn")));
    List<String> documents = new java.util.ArrayList<>();
    corpus.corpus(language("deu_Latn")).forEach(documents::add);
    assertEquals(List.of("eins", "drei"), documents);
  }

  @Test
  void textIsNotNormalised() throws IOException {
    write("de.txt", " a\u0308 \n");
    write("en.txt", "x\n");
    assertEquals(" a\u0308 ", ParallelCorpora.open(folder).item(language("deu_Latn"), 0));
  }

  @Test
  void twoFilesOfOneLanguageThatNothingTellsApartAreBothNamed() throws IOException {
    write("de.txt", "a\n");
    write("deu.txt", "b\n");
    assertEquals(
        folder
            + ": two files are deu_Latn: de.txt and deu.txt. Keep one, or give them names that differ after the language.",
        failure());
  }

  @Test
  void aFileThatNamesNoLanguageIsNamed() throws IOException {
    write("deu_Latn.dev", "a\n");
    write("eng_Latn.dev", "a\n");
    write("german.dev", "a\n");
    assertTrue(failure().startsWith(folder.resolve("german.dev") + ": its name names no language"));
  }

  @Test
  void aChosenLanguageThatIsMissingIsNamedWithTheNearest() throws IOException {
    write("deu_Latn.dev", "a\n");
    write("eng_Latn.dev", "a\n");
    ParallelOptions chosen =
        ParallelOptions.defaults()
            .withLanguages(List.of(language("den_Latn"), language("eng_Latn")));
    assertTrue(
        failure(chosen).contains("no den_Latn in this set of 2 languages. Did you mean deu_Latn"),
        failure(chosen));
    ParallelOptions one = ParallelOptions.defaults().withLanguages(List.of(language("eng_Latn")));
    assertEquals(List.of("eng_Latn"), languages(ParallelCorpora.open(folder, one)));
  }

  @Test
  void paragraphsAreAlignedByKeyInTheOrderOfTheText() throws IOException {
    write("deu_1901.tsv", "t\tTitel\na2.p1\tzwei\na10.p1\tzehn\n");
    write("deu_1996.tsv", "t\tTitel\n");
    write("eng.tsv", "t\ttitle\npre.p1\tpreamble\na2.p1\ttwo\na2.t\thead\na10.l.i1.p1\tten\n");
    write("cmn_hans_beijing.tsv", "t\t标题\n");
    write("srp_latn.tsv", "t\t\n");
    ParallelCorpus corpus = ParallelCorpora.open(folder);
    assertEquals(
        List.of("cmn_Hans", "deu_Latn_1901", "deu_Latn_1996", "eng_Latn", "srp_Latn"),
        languages(corpus));
    assertEquals(
        List.of("t", "pre.p1", "a2.t", "a2.p1", "a10.l.i1.p1", "a10.p1"),
        IntStream.range(0, corpus.items()).mapToObj(corpus::key).toList());
    assertEquals("zehn", corpus.item(language("deu_Latn_1901"), 5));
    assertNull(corpus.item(language("deu_Latn_1901"), 1));
    assertNull(corpus.item(language("srp_Latn"), 0));
  }

  @Test
  void aParagraphWithoutKeyOrWithAKeyTwiceIsNamed() throws IOException {
    write("deu.tsv", "t\tTitel\n");
    write("eng.tsv", "t\ttitle\nno tab\n");
    assertTrue(
        failure().startsWith(folder.resolve("eng.tsv") + ": line 2: wanted a key"), failure());
    write("eng.tsv", "t\ttitle\nt\ttitle\n");
    assertTrue(failure().contains("line 2: the key \"t\" has occurred before"), failure());
  }

  @Test
  void mergedVersesAndTheLineTheyAreMergedIntoAreLeftOut() throws IOException {
    write("vref.txt", "MAT 1:1\nMAT 1:2\nMAT 1:3\nMAT 1:4\nMAT 1:5\n");
    write("deu-deu1912.txt", "eins\nzwei drei vier\n<range>\n<range>\nfünf\n");
    write("deu-menge.txt", "eins\nzwei\ndrei\n\nfünf\n");
    write("eng-web.txt", "one\ntwo\nthree\nfour\nfive\n");
    write("san-sanbur.txt", "ဧက\nဒွိ\nတြိ\nစ\nပ\n");
    ParallelCorpus corpus = ParallelCorpora.open(folder);
    assertEquals(
        List.of("deu_Latn_deu1912", "deu_Latn_menge", "eng_Latn", "san_Mymr"), languages(corpus));
    assertEquals("MAT 1:3", corpus.key(2));
    assertEquals(
        "[0, 4]",
        corpus.common(List.of(language("deu_Latn_deu1912"))).stream().boxed().toList().toString());
    assertEquals(
        "[0, 1, 2, 4]",
        corpus.common(List.of(language("deu_Latn_menge"))).stream().boxed().toList().toString());
    write("vref.txt", "MAT 1:1\n");
    assertTrue(failure().contains("vref.txt: 1 lines; 4 other files have 5"), failure());
  }

  @Test
  void anIndexSaysWhichLanguageAFileIsIn() throws IOException {
    write(
        "INDEX.tsv", "code\tname\tiso639_3\tscript\n007\tForro\tcri\tLatn\nxyz\tTest\tdeu\tGrek\n");
    write("par/007.tsv", "t\ta\n");
    write("par/xyz.tsv", "t\tb\n");
    assertEquals(List.of("cri_Latn", "deu_Grek"), languages(ParallelCorpora.open(folder)));
    assertEquals(
        List.of("cri_Latn", "deu_Grek"), languages(ParallelCorpora.open(folder.resolve("par"))));
  }

  @Test
  void whatIsNoParallelSetIsAnErrorThatSaysWhatIs() throws IOException {
    write("a/b.txt", "x\n");
    assertTrue(
        failure().startsWith(folder + ": no parallel set here. Wanted a folder of"), failure());
    Path missing = folder.resolve("missing");
    assertEquals(
        missing + ": no such file or folder.",
        assertThrows(CorpusException.class, () -> ParallelCorpora.open(missing)).getMessage());
  }

  @Test
  void invalidBytesInAParallelFileAreNamed() throws IOException {
    write("de.txt", "x\n");
    Files.write(folder.resolve("en.txt"), new byte[] {'a', (byte) 0xE9, '\n'});
    assertTrue(
        failure().startsWith(folder.resolve("en.txt") + ": line 1, byte 1: not UTF-8 (0xE9"),
        failure());
    ParallelOptions latin1 = ParallelOptions.defaults().withEncoding("ISO-8859-1");
    assertEquals("aé", ParallelCorpora.open(folder, latin1).item(language("eng_Latn"), 0));
  }
}
