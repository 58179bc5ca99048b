package org.lamina.eclipse.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IMarker;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

/** A finding as the attributes of a marker, and back. Lists are lines; fields of a line are separated by tabs. */
final class FindingAttributes {

    /** A marker takes strings of up to 65535 bytes; a letter has up to three of them. */
    private static final int MAX_LETTERS = 65535 / 3;
    private static final String LAYER = "layer:";
    private static final String TENSOR = "tensor:";
    private static final String MODEL = "model";
    private static final String SOURCE = "source:";

    private FindingAttributes() {
    }

    /** All that a finding says, without its place and its checkpoint. */
    static Map<String, Object> write(Finding finding) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(IMarker.MESSAGE, limited(finding.title()));
        attributes.put(IMarker.SEVERITY,
                finding.severity() == Severity.WARNING ? IMarker.SEVERITY_WARNING : IMarker.SEVERITY_ERROR);
        attributes.put(IMarker.PRIORITY,
                finding.severity() == Severity.CRITICAL ? IMarker.PRIORITY_HIGH : IMarker.PRIORITY_NORMAL);
        attributes.put(IMarker.USER_EDITABLE, false);
        attributes.put(IMarker.SOURCE_ID, "Lamina");
        attributes.put(FindingMarkers.RULE, finding.rule());
        attributes.put(FindingMarkers.KEY, limited(finding.rule() + "|" + unit(finding.unit())));
        attributes.put(FindingMarkers.UNIT, limited(unit(finding.unit())));
        attributes.put(FindingMarkers.LEVEL, finding.severity().name());
        attributes.put(FindingMarkers.WHY, limited(finding.why()));
        attributes.put(FindingMarkers.CONTEXT, limited(String.join("\n", finding.context())));
        attributes.put(FindingMarkers.ADVICE, limited(finding.advice()));
        attributes.put(FindingMarkers.SNIPPET, limited(finding.snippet()));
        attributes.put(FindingMarkers.CONFIDENCE, Double.toString(finding.confidence()));
        attributes.put(FindingMarkers.EVIDENCE,
                String.join(",", finding.evidence().stream().map(Evidence::name).toList()));
        attributes.put(FindingMarkers.RELATED,
                limited(String.join("\n", finding.related().stream().map(FindingAttributes::place).toList())));
        attributes.put(FindingMarkers.FIX, finding.fix().map(FindingAttributes::fix).orElse(""));
        return attributes;
    }

    /**
     * The finding that a marker's attributes describe.
     *
     * @param subject the first checkpoint that shows it, or the program
     * @param source where the marker is, if it is in a program
     */
    static Finding read(Map<String, Object> attributes, String subject, Optional<SourceLocation> source) {
        return new Finding(text(attributes, FindingMarkers.RULE), severity(text(attributes, FindingMarkers.LEVEL)),
                text(attributes, IMarker.MESSAGE), text(attributes, FindingMarkers.WHY),
                lines(text(attributes, FindingMarkers.CONTEXT)), text(attributes, FindingMarkers.ADVICE),
                text(attributes, FindingMarkers.SNIPPET), number(text(attributes, FindingMarkers.CONFIDENCE)),
                evidence(text(attributes, FindingMarkers.EVIDENCE)),
                unit(text(attributes, FindingMarkers.UNIT), subject, source), source,
                places(text(attributes, FindingMarkers.RELATED)), List.of(),
                fix(text(attributes, FindingMarkers.FIX)));
    }

    private static String limited(String text) {
        return text.length() <= MAX_LETTERS ? text : text.substring(0, MAX_LETTERS);
    }

    private static String text(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof String text ? text : "";
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private static String unit(UnitOfAnalysis unit) {
        if (unit instanceof UnitOfAnalysis.OfLayer layer) {
            return LAYER + layer.path();
        } else if (unit instanceof UnitOfAnalysis.OfOperation operation) {
            return LAYER + operation.layer();
        } else if (unit instanceof UnitOfAnalysis.OfNeuron neuron) {
            return LAYER + neuron.layer();
        } else if (unit instanceof UnitOfAnalysis.OfTensor tensor) {
            return TENSOR + tensor.name();
        } else if (unit instanceof UnitOfAnalysis.OfWeight weight) {
            return TENSOR + weight.tensor();
        } else if (unit instanceof UnitOfAnalysis.OfSource source) {
            return SOURCE + source.name();
        }
        return MODEL;
    }

    private static UnitOfAnalysis unit(String text, String subject, Optional<SourceLocation> source) {
        if (text.startsWith(LAYER)) {
            return new UnitOfAnalysis.OfLayer(subject, text.substring(LAYER.length()));
        } else if (text.startsWith(TENSOR)) {
            return new UnitOfAnalysis.OfTensor(subject, text.substring(TENSOR.length()));
        } else if (text.startsWith(SOURCE)) {
            return new UnitOfAnalysis.OfSource(source.map(SourceLocation::file).orElse(subject),
                    text.substring(SOURCE.length()));
        }
        return new UnitOfAnalysis.OfModel(subject);
    }

    private static Severity severity(String name) {
        return Arrays.stream(Severity.values()).filter(it -> it.name().equals(name)).findFirst()
                .orElse(Severity.WARNING);
    }

    private static List<Evidence> evidence(String names) {
        List<String> wanted = List.of(names.split(","));
        return Arrays.stream(Evidence.values()).filter(it -> wanted.contains(it.name())).toList();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN; // of a marker that something else wrote
        }
    }

    private static String place(SourceLocation place) {
        return String.join("\t", escaped(place.file()), Integer.toString(place.line()),
                Integer.toString(place.column()), escaped(place.text()));
    }

    /** The other places of a finding, as the attribute has them. */
    static List<SourceLocation> places(String text) {
        List<SourceLocation> places = new ArrayList<>();
        for (String line : lines(text)) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4) {
                places.add(new SourceLocation(unescaped(fields[0]), (int) number(fields[1]), (int) number(fields[2]),
                        unescaped(fields[3])));
            }
        }
        return places;
    }

    /** A repair that does not fit into a marker is none: half of it would do harm. */
    private static String fix(Finding.Fix fix) {
        StringBuilder text = new StringBuilder(escaped(fix.title()));
        for (Finding.TextEdit edit : fix.edits()) {
            text.append('\n').append(String.join("\t", escaped(edit.file()), Integer.toString(edit.offset()),
                    Integer.toString(edit.length()), escaped(edit.text())));
        }
        return text.length() <= MAX_LETTERS ? text.toString() : "";
    }

    /** The repair of a finding, as the attribute has it. */
    static Optional<Finding.Fix> fix(String text) {
        List<String> lines = lines(text);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<Finding.TextEdit> edits = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            if (fields.length != 4) {
                return Optional.empty();
            }
            edits.add(new Finding.TextEdit(unescaped(fields[0]), (int) number(fields[1]), (int) number(fields[2]),
                    unescaped(fields[3])));
        }
        return Optional.of(new Finding.Fix(unescaped(lines.get(0)), edits));
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            if (letter != '\\' || i + 1 == field.length()) {
                text.append(letter);
                continue;
            }
            char escape = field.charAt(++i);
            text.append(switch (escape) {
                case 't' -> '\t';
                case 'n' -> '\n';
                case 'r' -> '\r';
                default -> escape;
            });
        }
        return text.toString();
    }
}
