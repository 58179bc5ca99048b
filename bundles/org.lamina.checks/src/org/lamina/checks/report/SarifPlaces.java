package org.lamina.checks.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.checks.baseline.Fingerprints;
import org.lamina.model.Finding;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.model.UnitOfAnalysis.OfModel;
import org.lamina.model.UnitOfAnalysis.OfTensor;

/** Places and edits as SARIF writes them (SARIF 2.1.0, sections 3.28 to 3.30 and 3.55 to 3.57). */
final class SarifPlaces {

    private final Path root;
    private final Function<String, String> texts;

    SarifPlaces(Path root, Function<String, String> texts) {
        this.root = root;
        this.texts = texts;
    }

    /** Where a finding is: its line, or the first line of its checkpoint, as a region is asked for. */
    ObjectNode location(Finding finding) {
        ObjectNode location = finding.source().map(this::location).orElseGet(() -> {
            ObjectNode checkpoint = node();
            ObjectNode physical = checkpoint.putObject("physicalLocation");
            physical.set("artifactLocation", artifact(checkpoint(finding.unit())));
            physical.putObject("region").put("startLine", 1);
            return checkpoint;
        });
        if (!(finding.unit() instanceof OfModel) && !finding.unit().label().isEmpty()) {
            location.putArray("logicalLocations").addObject().put("fullyQualifiedName", finding.unit().label())
                    .put("kind", "member");
        }
        return location;
    }

    ArrayNode related(List<SourceLocation> places) {
        ArrayNode related = JsonNodeFactory.instance.arrayNode();
        for (SourceLocation place : places) {
            ObjectNode location = location(place).put("id", related.size() + 1);
            location.putObject("message").put("text", place.text().isEmpty() ? "Plays a part" : place.text());
            related.add(location);
        }
        return related;
    }

    ObjectNode fix(Finding.Fix fix) {
        ObjectNode node = node();
        node.putObject("description").put("text", fix.title());
        ArrayNode changes = node.putArray("artifactChanges");
        Map<String, ArrayNode> byFile = new LinkedHashMap<>();
        for (TextEdit edit : fix.edits()) {
            ArrayNode replacements = byFile.computeIfAbsent(edit.file(), file -> {
                ObjectNode change = changes.addObject();
                change.set("artifactLocation", artifact(file));
                return change.putArray("replacements");
            });
            ObjectNode replacement = replacements.addObject();
            replacement.set("deletedRegion", region(edit));
            if (!edit.text().isEmpty()) {
                replacement.putObject("insertedContent").put("text", edit.text());
            }
        }
        return node;
    }

    private ObjectNode location(SourceLocation place) {
        ObjectNode location = node();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.set("artifactLocation", artifact(place.file()));
        int line = Math.max(1, place.line());
        physical.putObject("region").put("startLine", line).put("startColumn", Math.max(1, place.column()));
        if (!place.text().isEmpty()) {
            physical.putObject("contextRegion").put("startLine", line).putObject("snippet").put("text", place.text());
        }
        return location;
    }

    /** A file below the root by its name there, any other by its address. */
    private ObjectNode artifact(String file) {
        String name = Fingerprints.within(root, file);
        Path path = Path.of(name);
        ObjectNode artifact = node();
        if (path.isAbsolute()) {
            return artifact.put("uri", path.toUri().toString());
        }
        try {
            return artifact.put("uri", new URI(null, null, name, null).getRawPath()).put("uriBaseId",
                    SarifReport.ROOT_ID);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path without a scheme is an address: " + name, e);
        }
    }

    /** The piece that an edit replaces, by lines and columns where the text is at hand. */
    private ObjectNode region(TextEdit edit) {
        ObjectNode region = node();
        String text = texts.apply(edit.file());
        int end = edit.offset() + edit.length();
        if (text == null || end > text.length()) {
            return region.put("charOffset", edit.offset()).put("charLength", edit.length());
        }
        region.put("startLine", line(text, edit.offset())).put("startColumn", column(text, edit.offset()));
        return region.put("endLine", line(text, end)).put("endColumn", column(text, end));
    }

    private static int line(String text, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !text.startsWith("\n", i + 1)) {
                line++;
            }
        }
        return line;
    }

    private static int column(String text, int offset) {
        int start = offset;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            start--;
        }
        return offset - start + 1;
    }

    private static String checkpoint(UnitOfAnalysis unit) {
        if (unit instanceof OfModel model) {
            return model.checkpoint();
        } else if (unit instanceof OfLayer layer) {
            return layer.checkpoint();
        }
        return unit instanceof OfTensor tensor ? tensor.checkpoint() : unit.label();
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
