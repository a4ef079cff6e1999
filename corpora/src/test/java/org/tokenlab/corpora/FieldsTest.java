package org.tokenlab.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokenlab.corpora.read.FileCorpus;

class FieldsTest {
  private static List<String> read(String text, ReadOptions options) throws IOException {
    List<String> documents = new ArrayList<>();
    FileCorpus.once(new ByteArrayInputStream(text.getBytes(UTF_8)), options)
        .forEach(documents::add);
    return documents;
  }

  private static String failure(String text, ReadOptions options) {
    return assertThrows(CorpusException.class, () -> read(text, options)).getMessage();
  }

  @Test
  void theNamedFieldOfEachObjectIsADocument() throws IOException {
    String lines =
        """
        {"id": 1, "text": "one\\nline \\u00e9\\ud83d\\ude42", "meta": {"text": "no"}}

        {"meta": [{"text": "no"}], "text": ""}
        {"text": "日本"}
        """;
    assertEquals(List.of("one\nline é🙂", "", "日本"), read(lines, ReadOptions.jsonLines("text")));
  }

  @Test
  void aJsonLineWithoutTheFieldIsNamedWithWhatItHas() {
    assertEquals(
        "-: line 2: no field \"text\" in this object; it has id, txet. Did you mean txet?",
        failure("{\"text\":\"a\"}\n{\"id\":1,\"txet\":\"b\"}\n", ReadOptions.jsonLines("text")));
    assertEquals(
        "-: line 1: wanted a string in field \"text\", found a number",
        failure("{\"text\":1}\n", ReadOptions.jsonLines("text")));
    assertEquals(
        "-: line 1: wanted a JSON object with a field \"text\", found an array",
        failure("[1]\n", ReadOptions.jsonLines("text")));
    assertEquals(
        "-: line 1: wanted one JSON object a line, found more after it",
        failure("{\"text\":\"a\"} {\"text\":\"b\"}\n", ReadOptions.jsonLines("text")));
  }

  @Test
  void brokenJsonIsNamedByLineAndColumn() {
    String message = failure("{\"text\":\"a\"}\n{\"text\":\"b\"\n", ReadOptions.jsonLines("text"));
    assertEquals("-: line 2, column 12: not JSON", message.substring(0, 30), message);
  }

  @Test
  void theNamedColumnOfEachRowIsADocument() throws IOException {
    String rows = "id\ttext\r\n1\t\"one\"\r\n\r\n2\t\r\n3\ttwo words\r\n";
    assertEquals(List.of("\"one\"", "", "two words"), read(rows, ReadOptions.tsvColumn("text")));
    assertEquals(List.of("text", "\"one\"", "", "two words"), read(rows, ReadOptions.tsvColumn(2)));
  }

  @Test
  void aMisspeltColumnIsNamedWithTheNearest() {
    assertEquals(
        "-: line 1: no column \"sentense\"; the header has id, sentence, lang. Did you mean sentence?",
        failure("id\tsentence\tlang\n1\ta\ten\n", ReadOptions.tsvColumn("sentense")));
    assertEquals(
        "-: line 3: wanted column 2 (\"text\"), found 1 column(s) in this row",
        failure("id\ttext\n1\ta\n2\n", ReadOptions.tsvColumn("text")));
    assertEquals(
        "-: wanted a header with a column \"text\", found an empty file",
        failure("", ReadOptions.tsvColumn("text")));
    assertEquals(
        "-: line 1: two columns are named \"a\"; choose one by its number.",
        failure("a\ta\n1\t2\n", ReadOptions.tsvColumn("a")));
  }
}
