package org.lamina.formats.mxnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.FileHead;
import org.lamina.formats.InputShapes;
import org.lamina.formats.ShapedReader;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensors;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Opens the architecture that MXNet saves ({@code name-symbol.json}), with the parameters beside it if there are. */
public final class MxnetSymbolReader implements ShapedReader {

    @Override
    public String format() {
        return "MXNet symbol";
    }

    /** A JSON object that starts with a list of nodes that have operators. */
    @Override
    public boolean match(FileHead head) {
        String start = head.text(0, FileHead.LIMIT).replaceAll("\\s", "");
        return start.startsWith("{\"nodes\":[{") && start.contains("\"op\":") && start.contains("\"inputs\":");
    }

    @Override
    public Checkpoint open(Path file, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        SymbolNode.Graph graph = SymbolFile.read(file);
        List<String> warnings = new ArrayList<>();
        Optional<Path> parameters = SymbolFile.parameters(file);
        if (parameters.isPresent()) {
            try {
                return FileBytes.open(parameters.get(),
                        bytes -> new MxnetArrays(bytes, progress).checkpoint(file, format(), graph, shapes, warnings));
            } catch (ModelFormatException e) {
                warnings.add("The parameters beside the file are damaged and not shown: " + e.getMessage());
            }
        } else {
            warnings.add("There are no parameters " + SymbolFile.modelName(file) + "-0000.params beside the file.");
        }
        Model model = new SymbolGraph(graph, Map.of(), shapes, warnings).build(SymbolFile.modelName(file), progress);
        return FileBytes.open(file, bytes -> new Checkpoint(file, format(), "", "MXNet", Optional.of(model),
                new StoredTensors(bytes, List.of()), warnings));
    }
}
