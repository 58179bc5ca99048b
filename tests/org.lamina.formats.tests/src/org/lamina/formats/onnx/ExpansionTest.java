package org.lamina.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

/** Bodies of control flow and functions that a file defines, written in the text format. */
class ExpansionTest {

    private static final String VALUE = " type { tensor_type { elem_type: 1 shape { dim { dim_value: %d } } } } ";

    @TempDir
    private Path folder;

    private Checkpoint open(String graph, String more) throws Exception {
        String text = "ir_version: 10 opset_import { version: 18 } opset_import { domain: 'own' version: 1 }\n"
                + "graph { name: 'Net' " + graph + "}\n" + more;
        return Readers.builtin().open(Files.writeString(folder.resolve("net.textproto"), text), Progress.NONE);
    }

    private static String value(String kind, String name, long size) {
        return kind + " { name: '" + name + "'" + VALUE.formatted(size) + "}\n";
    }

    private static String node(String type, String inputs, String outputs, String more) {
        StringBuilder node = new StringBuilder("node { op_type: '" + type + "' ");
        for (String input : inputs.split(" ")) {
            node.append("input: '").append(input).append("' ");
        }
        for (String output : outputs.split(" ")) {
            node.append("output: '").append(output).append("' ");
        }
        return node + more + "}\n";
    }

    private static String body(String attribute, String graph) {
        return "attribute { name: '" + attribute + "' type: GRAPH g { " + graph + " } } ";
    }

    private static Set<String> edges(Model model) {
        return model.edges().stream().map(edge -> edge.from() + " > " + edge.to()).collect(Collectors.toSet());
    }

    private static List<String> paths(Model model) {
        return model.layers().stream().map(Layer::path).toList();
    }

    @Test
    void showsBothBranchesWithWhatTheyReadFromOutside() throws Exception {
        String branches = body("then_branch", "name: 'yes' " + node("Neg", "h", "n", "") + "output { name: 'n' }")
                + body("else_branch", "initializer { dims: 4 data_type: 1 name: 'w' float_data: [1, 2, 3, 4] } "
                        + node("Mul", "h w", "n", "") + "output { name: 'n' }");
        try (Checkpoint checkpoint = open(value("input", "x", 4) + value("input", "c", 1)
                + node("Relu", "x", "h", "") + node("If", "c", "y", branches) + node("Tanh", "y", "z", "")
                + "output { name: 'z' }", "")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of("relu", "if.then_branch.neg", "if.else_branch.mul", "if.if", "tanh"), paths(model));
            assertEquals(Set.of("relu > if.then_branch.neg", "relu > if.else_branch.mul", "if.then_branch.neg > if.if",
                    "if.else_branch.mul > if.if", "if.if > tanh"), edges(model));
            assertEquals(List.of("if.if"), model.inputs().get(1).layers());
            assertEquals(List.of("if If", "if.then_branch yes", "if.else_branch Body"), model.groups().stream()
                    .map(group -> group.path() + " " + group.type()).toList());
            assertEquals(4, model.layer("if.else_branch.mul").orElseThrow().parameterCount());
            assertEquals(4, checkpoint.tensors().values("w").toArray()[3]);
            assertEquals(List.of(Shape.of(4)), model.layer("tanh").orElseThrow().outputShapes());
        }
    }

    @Test
    void followsWhatALoopCarriesIntoItsBody() throws Exception {
        String loop = body("body", value("input", "i", 1) + value("input", "on", 1) + "input { name: 'state' } "
                + node("Add", "state x", "sum", "") + node("Identity", "on", "still", "")
                + "output { name: 'still' } output { name: 'sum' } output { name: 'sum' }");
        try (Checkpoint checkpoint = open(value("input", "x", 4) + value("input", "n", 1) + node("Relu", "x", "h", "")
                + node("Loop", "n  h", "last all", loop) + "output { name: 'last' }", "")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(Set.of("relu > loop.body.add", "relu > loop.loop", "loop.body.add > loop.loop",
                    "loop.body.identity > loop.loop"), edges(model));
            assertEquals(Set.of("relu", "loop.body.add"), Set.copyOf(model.inputs().get(0).layers()));
        }
    }

    @Test
    void takesTheSlicesOfAScanForItsInputs() throws Exception {
        String scan = "attribute { name: 'num_scan_inputs' i: 1 } " + body("body", "input { name: 'state' } "
                + "input { name: 'slice' } " + node("Add", "state slice", "sum", "")
                + "output { name: 'sum' } output { name: 'sum' }");
        String sequence = "input { name: 'xs' type { tensor_type { elem_type: 1 shape { dim { dim_value: 7 } "
                + "dim { dim_value: 4 } } } } } ";
        try (Checkpoint checkpoint = open(value("input", "s", 4) + sequence + node("Scan", "s xs", "last all", scan)
                + "output { name: 'all' }", "")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of(Shape.of(4)), model.layer("scan.body.add").orElseThrow().outputShapes());
            assertEquals(Shape.of(7, 4), model.outputs().get(0).shape());
        }
    }

    @Test
    void keepsNamesApartThatOccurInSeveralBodies() throws Exception {
        String branch = "name: 'b' " + node("Neg", "x", "x2", "name: 'n'") + node("Abs", "x2", "y", "name: 'a'")
                + "output { name: 'y' }";
        String branches = body("then_branch", branch) + body("else_branch", branch);
        try (Checkpoint checkpoint = open(value("input", "x", 4) + value("input", "c", 1)
                + node("If", "c", "y", branches) + node("If", "c", "z", branches) + node("Add", "y z", "s", "")
                + "output { name: 's' }", "")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(11, model.layers().size());
            assertTrue(edges(model).contains("if_1.else_branch.neg > if_1.else_branch.abs"), edges(model).toString());
            assertEquals(11, model.layers().stream().flatMap(layer -> layer.operations().stream())
                    .map(operation -> operation.name()).distinct().count());
        }
    }

    private static final String SCALED = "functions { name: 'Scaled' domain: 'own' input: 'a' input: 'b' output: 'c' "
            + "attribute_proto { name: 'slope' f: 0.25 type: FLOAT } "
            + "node { op_type: 'MatMul' input: 'a' input: 'b' output: 'h' } "
            + "node { op_type: 'LeakyRelu' input: 'h' output: 'c' "
            + "attribute { name: 'alpha' ref_attr_name: 'slope' } } }";

    @Test
    void showsWhatIsInAFunctionUnderTheNameOfItsCall() throws Exception {
        String weight = "initializer { dims: 4 dims: 2 data_type: 1 name: 'w' float_data: [1,2,3,4,5,6,7,8] } ";
        try (Checkpoint checkpoint = open(value("input", "x", 4) + weight
                + node("Scaled", "x w", "y", "domain: 'own' name: 'first'")
                + node("Scaled", "x w", "z", "domain: 'own' name: 'second' attribute { name: 'slope' f: 0.5 }")
                + "output { name: 'y' } output { name: 'z' }", SCALED)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of("first.linear", "first.leakyrelu", "second.linear", "second.leakyrelu"), paths(model));
            assertEquals(List.of("Scaled", "Scaled"), model.groups().stream().map(Group::type).toList());
            assertEquals(0.25, model.layers().get(1).config().get("negative_slope"));
            assertEquals(0.5, model.layers().get(3).config().get("negative_slope"));
            assertEquals(List.of(Shape.of(2)), model.layers().get(3).outputShapes());
            assertEquals(8, model.parameterCount());
            assertEquals(List.of(), checkpoint.warnings());
        }
    }

    @Test
    void doesNotExpandAFunctionInItself() throws Exception {
        String function = "functions { name: 'F' domain: 'own' input: 'a' output: 'b' "
                + "node { op_type: 'F' domain: 'own' input: 'a' output: 'b' } }";
        try (Checkpoint checkpoint = open(value("input", "x", 4) + node("F", "x", "y", "domain: 'own'")
                + "output { name: 'y' }", function)) {
            assertEquals(1, checkpoint.model().orElseThrow().layers().size());
            assertTrue(checkpoint.warnings().get(0).contains("own::F"), checkpoint.warnings().toString());
        }
    }

    @Test
    void stopsWhereFunctionsMultiply() throws Exception {
        StringBuilder functions = new StringBuilder();
        for (int depth = 0; depth < 30; depth++) {
            functions.append("functions { name: 'F").append(depth).append("' domain: 'own' input: 'a' output: 'b' ");
            for (int call = 0; call < 10; call++) {
                functions.append("node { op_type: 'F").append(depth + 1).append("' domain: 'own' input: 'a' output: '")
                        .append(call == 9 ? "b" : "v" + call).append("' } ");
            }
            functions.append("}\n");
        }
        try (Checkpoint checkpoint = open(value("input", "x", 4) + node("F0", "x", "y", "domain: 'own'")
                + "output { name: 'y' }", functions.toString())) {
            assertTrue(checkpoint.warnings().stream().anyMatch(warning -> warning.contains("20000 nodes")),
                    checkpoint.warnings().toString());
        }
    }

    @Test
    void expandsFunctionsOfLongGraphs() throws Exception {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String input = i == 0 ? "x" : "v" + i;
            chain.append("node{op_type:'Abs' input:'").append(input).append("' output:'v").append(i + 1).append("'}");
        }
        String weight = "initializer { dims: 4 dims: 2 data_type: 1 name: 'w' float_data: [1,2,3,4,5,6,7,8] } ";
        try (Checkpoint checkpoint = open(value("input", "x", 4) + weight + chain
                + node("Scaled", "v20000 w", "y", "domain: 'own' name: 'last'") + "output { name: 'y' }", SCALED)) {
            assertEquals(20_002, checkpoint.model().orElseThrow().layers().size());
            assertEquals(List.of(), checkpoint.warnings());
        }
    }
}
