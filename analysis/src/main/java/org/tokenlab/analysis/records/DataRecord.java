package org.tokenlab.analysis.records;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One record of a file: values by name, and where it stands, so that errors can say so.
///
/// @param place `file: line N`
/// @param values by column or field name; a value that is absent has no entry
public record DataRecord(String place, Map<String, String> values) {
  /// Keeps a copy of the values.
  public DataRecord {
    values = Map.copyOf(values);
  }

  /// A value that has to be there; may be empty.
  ///
  /// @throws IOException if the record lacks it
  public String text(String name) throws IOException {
    String value = values.get(name);
    if (value == null) {
      throw new IOException(place + ": a value \"" + name + "\" wanted; there is " + names());
    }
    return value;
  }

  private String names() {
    return values.isEmpty()
        ? "none"
        : String.join(", ", values.keySet().stream().sorted().toList());
  }

  /// A value, if the record has it.
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// A finite number that has to be there.
  ///
  /// @throws IOException if the record lacks it, or it is no finite number
  public double number(String name) throws IOException {
    String value = text(name).strip();
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException(place + ": a number \"" + name + "\" wanted; got: " + value, e);
    }
    throw new IOException(place + ": a finite number \"" + name + "\" wanted; got: " + value);
  }

  /// A finite number, if the record has a value of this name that is not empty.
  ///
  /// @throws IOException if it is no finite number
  public OptionalDouble findNumber(String name) throws IOException {
    return values.getOrDefault(name, "").isBlank()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(name));
  }

  /// A yes or no that has to be there: `true`, `false`, `1`, `0`, in any case.
  ///
  /// @throws IOException if the record lacks it, or it is something else
  public boolean flag(String name) throws IOException {
    String value = text(name).strip().toLowerCase(java.util.Locale.ROOT);
    return switch (value) {
      case "true", "1", "1.0", "yes" -> true;
      case "false", "0", "0.0", "no" -> false;
      default ->
          throw new IOException(
              place + ": true or false wanted for \"" + name + "\"; got: " + value);
    };
  }
}
