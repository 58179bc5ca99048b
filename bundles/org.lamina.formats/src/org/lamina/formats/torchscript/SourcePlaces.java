package org.lamina.formats.torchscript;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.graph.PythonStack;
import org.lamina.formats.torchscript.DebugRecords.Place;
import org.lamina.formats.torchscript.code.CodeFile;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.model.ModelFormatException;
import org.lamina.model.SourceLocation;

/** Finds the places in the user's program that serialised code came from, by the archive's debug records. */
final class SourcePlaces {

    private final TorchScriptArchive archive;
    private final Map<String, Optional<DebugRecords>> records = new HashMap<>();

    SourcePlaces(TorchScriptArchive archive) {
        this.archive = archive;
    }

    /** The place of a call in scripted code; of one in PyTorch's own code, the place from which that is called. */
    Optional<SourceLocation> scripted(Frame frame, Expression.Call call) throws ModelFormatException, IOException {
        Expression.Call at = call;
        for (Frame current = frame; current != null; current = current.caller()) {
            Optional<Place> place = place(current.file(), at.open());
            if (place.isPresent() && !place.get().isStack()
                    && !place.get().file().isEmpty() && !PythonStack.isLibrary(place.get().file())) {
                return Optional.of(location(place.get()));
            }
            at = current.call();
        }
        return Optional.empty();
    }

    /** The Python stack of an operator in traced code. */
    Optional<PythonStack> traced(Frame frame, Expression.Call call) throws ModelFormatException, IOException {
        return place(frame.file(), call.open()).filter(Place::isStack).map(place -> PythonStack.parse(place.text()));
    }

    private Optional<Place> place(CodeFile file, int offset) throws ModelFormatException, IOException {
        Optional<DebugRecords> known = records.get(file.name());
        if (known == null) {
            known = archive.debugRecords(file.name()).map(DebugRecords::of);
            records.put(file.name(), known);
        }
        return known.flatMap(found -> found.at(file.byteOffset(offset)));
    }

    private static SourceLocation location(Place place) {
        String text = place.text();
        int lineStart = text.lastIndexOf('\n', place.begin() - 1) + 1;
        int lineEnd = text.indexOf('\n', place.begin());
        int line = place.firstLine() + (int) text.substring(0, place.begin()).chars().filter(c -> c == '\n').count();
        return new SourceLocation(place.file(), Math.max(1, line), place.begin() - lineStart + 1,
                text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd).strip());
    }
}
