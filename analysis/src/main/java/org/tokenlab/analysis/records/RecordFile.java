package org.tokenlab.analysis.records;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads a small file of records into memory. UTF-8; a byte order mark is passed over.
///
/// - `.tsv`: a header line, values between tabs, no quoting: a quotation mark is a character.
/// - `.csv`: a header line, RFC 4180: a cell in quotation marks may hold commas, line ends, and
///   quotation marks, doubled.
/// - `.jsonl`, `.ndjson`: an object a line; strings, numbers, booleans. A null is an absent value;
///   objects and arrays inside are passed over.
///
/// A column without a name (the row numbers that pandas writes) is passed over. A row with more or
/// fewer cells than the header is an error.
public final class RecordFile {
  private static final JsonFactory JSON = new JsonFactory();

  private RecordFile() {}

  /// Reads a file by its ending.
  ///
  /// @throws IOException if it can't be read, has another ending, or is not what it should be; says
  ///   where
  public static List<DataRecord> read(Path file) throws IOException {
    String name = file.toString();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return read(reader, name);
    } catch (CharacterCodingException e) {
      throw new IOException(name + ": UTF-8 wanted; found other bytes", e);
    }
  }

  /// Reads records in the format that the ending of `name` tells.
  ///
  /// @param name for messages, too
  public static List<DataRecord> read(BufferedReader reader, String name) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    skipByteOrderMark(reader);
    if (lower.endsWith(".tsv")) {
      return tsv(reader, name);
    }
    if (lower.endsWith(".csv")) {
      return csv(reader, name);
    }
    if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
      return jsonLines(reader, name);
    }
    throw new IOException(name + ": a file ending in .tsv, .csv or .jsonl wanted");
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
  }

  private static List<DataRecord> tsv(BufferedReader reader, String name) throws IOException {
    List<DataRecord> records = new ArrayList<>();
    List<String> header = null;
    int line = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      List<String> cells = List.of(text.split("\t", -1));
      if (header == null) {
        header = cells;
      } else {
        records.add(record(name + ": line " + line, header, cells));
      }
    }
    return records;
  }

  private static DataRecord record(String place, List<String> header, List<String> cells)
      throws IOException {
    if (cells.size() != header.size()) {
      throw new IOException(
          place + ": " + header.size() + " cells wanted, as in the header; got " + cells.size());
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!header.get(i).isEmpty()) {
        values.put(header.get(i), cells.get(i));
      }
    }
    return new DataRecord(place, values);
  }

  private static List<DataRecord> csv(BufferedReader reader, String name) throws IOException {
    List<DataRecord> records = new ArrayList<>();
    List<String> header = null;
    CsvRows rows = new CsvRows(reader, name);
    for (List<String> cells = rows.next(); !cells.isEmpty(); cells = rows.next()) {
      if (header == null) {
        header = cells;
      } else {
        records.add(record(name + ": line " + rows.line(), header, cells));
      }
    }
    return records;
  }

  private static List<DataRecord> jsonLines(BufferedReader reader, String name) throws IOException {
    List<DataRecord> records = new ArrayList<>();
    int line = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (!text.isBlank()) {
        String place = name + ": line " + line;
        records.add(new DataRecord(place, object(text, place)));
      }
    }
    return records;
  }

  private static Map<String, String> object(String text, String place) throws IOException {
    Map<String, String> values = new HashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(place + ": a JSON object wanted");
      }
      for (String field = parser.nextName(); field != null; field = parser.nextName()) {
        switch (parser.nextToken()) {
          case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
              values.put(field, parser.getString());
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException(place + ": one JSON object a line wanted; found more after it");
      }
    } catch (JacksonException e) {
      throw new IOException(place + ": a JSON object wanted; " + e.getOriginalMessage(), e);
    }
    return values;
  }
}
