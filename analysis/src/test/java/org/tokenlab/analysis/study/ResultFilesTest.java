package org.tokenlab.analysis.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResultFilesTest {
  private static ResultRow row(String tokenizer, double value) {
    return new ResultRow(
        tokenizer,
        "bpe",
        "deu_Latn",
        "cl100k",
        "all",
        8192,
        50_000,
        8000,
        5_000_000_000L,
        "c",
        "deu_Latn",
        "tokens",
        "tokens",
        value,
        3);
  }

  private static List<ResultRow> randomRows(Random random, int count, int distinct) {
    List<ResultRow> rows = new ArrayList<>();
    while (rows.size() < count) {
      ResultRow row =
          new ResultRow(
              "t" + random.nextInt(distinct),
              random.nextBoolean() ? "" : "naïve \"x\", 日本\n" + random.nextInt(distinct),
              "",
              "p",
              "d",
              random.nextInt(),
              random.nextInt(distinct),
              random.nextInt(distinct),
              random.nextLong(),
              "c",
              "l" + random.nextInt(distinct * 3),
              "m",
              "u",
              random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20),
              random.nextInt(distinct));
      int times = Math.min(count - rows.size(), 1 + random.nextInt(30)); // long runs, too
      for (int i = 0; i < times; i++) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void aFieldWithACommaAQuoteOrALineEndStandsInQuotes() {
    assertEquals("plain", ResultsCsv.quoted("plain"));
    assertEquals("\"a,b\"", ResultsCsv.quoted("a,b"));
    assertEquals("\"say \"\"x\"\"\"", ResultsCsv.quoted("say \"x\""));
    assertEquals("\"a\nb\"", ResultsCsv.quoted("a\nb"));
    assertEquals("\"a\rb\"", ResultsCsv.quoted("a\rb"));
  }

  @Test
  void theTableIsTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(
          """
          tokenizer,kind,trained_on,pattern,data,requested_vocabulary,token_target,vocabulary,training_bytes,corpus,language,metric,unit,value,low,high,items
          "a,b",bpe,deu_Latn,cl100k,all,8192,50000,8000,5000000000,c,deu_Latn,tokens,tokens,0.1,,,3
          """,
          new String(ResultsCsv.write(List.of(row("a,b", 0.1))), StandardCharsets.UTF_8));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anIndependentReaderReadsFromParquetWhatWasWritten() throws IOException {
    Random random = Seed.random();
    for (int count : new int[] {0, 1, 7, 8, 9, 300, 5000}) {
      for (int distinct : new int[] {1, 2, 3, 300, 70_000}) {
        List<ResultRow> rows = randomRows(random, count, distinct);
        assertEquals(rows, read(ResultsParquet.write(rows, 1 + random.nextInt(3000))));
      }
    }
  }

  @Test
  void parquetBytesDependOnTheRowsOnly() {
    List<ResultRow> rows = randomRows(new Random(5), 1000, 50);
    assertArrayEquals(ResultsParquet.write(rows), ResultsParquet.write(new ArrayList<>(rows)));
  }

  /// Reads with Hardwood, which shares no code with the writer.
  static List<ResultRow> read(byte[] parquet) throws IOException {
    List<ResultRow> rows = new ArrayList<>();
    try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(parquet)));
        RowReader reader = file.rowReader()) {
      while (reader.hasNext()) {
        reader.next();
        rows.add(
            new ResultRow(
                reader.getString("tokenizer"),
                reader.getString("kind"),
                reader.getString("trained_on"),
                reader.getString("pattern"),
                reader.getString("data"),
                reader.getInt("requested_vocabulary"),
                reader.getInt("token_target"),
                reader.getInt("vocabulary"),
                reader.getLong("training_bytes"),
                reader.getString("corpus"),
                reader.getString("language"),
                reader.getString("metric"),
                reader.getString("unit"),
                reader.getDouble("value"),
                reader.getDouble("low"),
                reader.getDouble("high"),
                reader.getInt("items")));
      }
    }
    return rows;
  }
}
