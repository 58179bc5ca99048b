package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Reads frozen graphs of TensorFlow: a graph (GraphDef) with its weights as constants. */
public final class FrozenGraphReader implements CheckpointReader {

    private static final int NODE = 0x0a;
    private static final int NAME = 0x0a;
    private static final int OPERATOR = 0x12;

    @Override
    public String format() {
        return "TensorFlow graph";
    }

    /** A node that starts with its name and its operator. */
    @Override
    public boolean match(FileHead head) {
        int at = 0;
        if (head.at(at++) != NODE) {
            return false;
        }
        while (head.at(at) >= 0x80 && at < 6) {
            at++;
        }
        at++;
        int name = head.at(at + 1);
        if (head.at(at) != NAME || name < 1 || name > 127 || head.at(at + 2 + name) != OPERATOR) {
            return false;
        }
        int length = head.at(at + 3 + name);
        return length > 0 && length < 64 && head.text(at + 4 + name, length).matches("[A-Z_]\\w+");
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> {
            try {
                return open(bytes, progress);
            } catch (WireFormatException e) {
                throw e.in(file);
            }
        });
    }

    private Checkpoint open(FileBytes bytes, Progress progress) throws WireFormatException, IOException {
        Path file = bytes.file();
        GraphParser.Graph graph = new GraphParser(progress).graph(new WireReader(bytes));
        GraphConstants tensors = new GraphConstants(bytes, graph.nodes());
        String fileName = file.getFileName().toString();
        int dot = fileName.lastIndexOf('.');
        ServedGraph served = new ServedGraph(FunctionInliner.inline(graph.nodes(), graph.functions()), Set.of(),
                Map.of());
        Model model = new GraphArchitecture(served, tensors, bytes, NodeStacks.NONE)
                .build(dot > 0 ? fileName.substring(0, dot) : fileName);
        return new Checkpoint(file, format(), "", "TensorFlow", Optional.of(model), tensors, List.of());
    }
}
