package org.tokenlab.analysis.study;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.tokenlab.analysis.measure.Measure;
import org.tokenlab.analysis.measure.Segmentation;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.study.CellGroup.ModelFile;
import org.tokenlab.analysis.study.CellGroup.Results;
import org.tokenlab.analysis.study.CellMeasures.CellFigures;

/// The file that a finished group is kept in: UTF-8, one measurement or model a line, tabs between
/// fields.
///
/// ```
/// tokenlab-cells 4 KEY
/// model TAB name TAB bytes TAB sha256
/// cell TAB tokenizer TAB … TAB language TAB 5 4 - 7 TAB 12 3 4 9 TAB fertility tokens/word 1.5|…
/// end SHA-256 of all bytes above
/// ```
///
/// Counts of items are apart by one space, `-` for an item that the language lacks. The example is
/// the number of an item and where its tokens end; nothing where there is none. Measures have a
/// name, a unit and a value, `-` where there is no value. A file is whole and untouched exactly if
/// its last line says so.
final class GroupFile {
  private static final String MAGIC = "tokenlab-cells 4 ";
  private static final int CELL_FIELDS = 15;
  private static final int MODEL_FIELDS = 4;

  private GroupFile() {}

  /// A file that isn't what was written once.
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  static byte[] write(String key, Results results) {
    StringBuilder text = new StringBuilder(MAGIC).append(key).append('\n');
    for (ModelFile model : results.models()) {
      line(text, "model", model.name(), model.bytes(), model.sha256());
    }
    for (Measurement m : results.measurements()) {
      line(
          text,
          "cell",
          m.tokenizer(),
          m.kind(),
          m.trainedOn(),
          m.pattern(),
          m.data(),
          m.requestedVocabulary(),
          m.tokenTarget(),
          m.vocabulary(),
          m.trainingBytes(),
          m.corpus(),
          m.language(),
          counts(m.counts()),
          m.figures().example().map(GroupFile::example).orElse(""),
          measures(m.figures().measures()));
    }
    String sum = Sha256.of(text.toString());
    return text.append("end ").append(sum).append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder text, Object... fields) {
    for (int i = 0; i < fields.length; i++) {
      String field = fields[i].toString();
      if (field.indexOf('\t') >= 0 || field.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a field holds a tab or a line end: " + field);
      }
      text.append(i == 0 ? "" : "\t").append(field);
    }
    text.append('\n');
  }

  private static CharSequence counts(ItemCounts counts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.size(); i++) {
      text.append(i == 0 ? "" : " ");
      if (counts.has(i)) {
        text.append(counts.get(i));
      } else {
        text.append('-');
      }
    }
    return text;
  }

  private static String example(Segmentation example) {
    return example.item()
        + example.ends().stream().map(end -> " " + end).collect(Collectors.joining());
  }

  private static String measures(List<Measure> measures) {
    return measures.stream()
        .map(measure ->
            measure.metric()
                + " "
                + measure.unit()
                + " "
                + (measure.value().isPresent() ? measure.value().getAsDouble() : "-"))
        .collect(Collectors.joining("|"));
  }

  /// @throws DamagedException unless [#write] made exactly these bytes for this key
  static Results read(String key, byte[] bytes) throws DamagedException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedException("not UTF-8");
    }
    int end = text.lastIndexOf("\nend ") + 1;
    if (end == 0) {
      throw new DamagedException("no last line with a checksum: cut short");
    }
    if (!text.substring(end).equals("end " + Sha256.of(text.substring(0, end)) + "\n")) {
      throw new DamagedException("the checksum does not hold");
    }
    if (!text.startsWith(MAGIC + key + "\n")) {
      throw new DamagedException("expected the cells of key " + key);
    }
    List<Measurement> measurements = new ArrayList<>();
    List<ModelFile> models = new ArrayList<>();
    List<String> lines = text.substring(MAGIC.length() + key.length() + 1, end).lines().toList();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("cell") && fields.length == CELL_FIELDS) {
        measurements.add(measurement(fields));
      } else if (fields[0].equals("model") && fields.length == MODEL_FIELDS) {
        models.add(new ModelFile(fields[1], Long.parseLong(fields[2]), fields[3]));
      } else if (!line.isEmpty()) {
        throw new DamagedException("unknown line: " + fields[0]);
      }
    }
    return new Results(List.copyOf(measurements), List.copyOf(models));
  }

  private static Measurement measurement(String[] fields) {
    CellFigures figures =
        new CellFigures(
            counts(fields[12]), measures(fields[11], fields[1], fields[14]), example(fields[13]));
    return new Measurement(
        fields[1],
        fields[2],
        fields[3],
        fields[4],
        fields[5],
        Integer.parseInt(fields[6]),
        Integer.parseInt(fields[7]),
        Integer.parseInt(fields[8]),
        Long.parseLong(fields[9]),
        fields[10],
        fields[11],
        figures);
  }

  private static ItemCounts counts(String field) {
    return ItemCounts.of(
        field.isEmpty()
            ? new int[0]
            : Arrays.stream(field.split(" ", -1))
                .mapToInt(c -> c.equals("-") ? ItemCounts.MISSING : Integer.parseInt(c))
                .toArray());
  }

  private static Optional<Segmentation> example(String field) {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> numbers = Arrays.stream(field.split(" ", -1)).map(Integer::valueOf).toList();
    return Optional.of(new Segmentation(numbers.getFirst(), numbers.subList(1, numbers.size())));
  }

  private static List<Measure> measures(String language, String tokenizer, String field) {
    if (field.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(field.split("\\|", -1))
        .map(measure -> measure.split(" ", -1))
        .map(parts ->
            Measure.of(
                language,
                tokenizer,
                parts[0],
                parts[1],
                parts[2].equals("-")
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(parts[2]))))
        .toList();
  }
}
