package org.lamina.formats.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.InputShapes;
import org.lamina.formats.Readers;
import org.lamina.formats.safetensors.SafetensorsWriter;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/** What becomes of the constructs of programs, mostly by giving a small network another forward method. */
class DataFlowTest {

    @TempDir
    Path directory;

    @Test
    void keepsTheLoopsThatScriptingKeeps() throws Exception {
        Model model = open(Fixtures.fixture("nets/loop_scripted.pt")).model().orElseThrow();
        assertEquals(List.of("add_2", "tanh"), predecessors(model, "shared"));
        assertEquals(List.of("shared"), predecessors(model, "tanh"));
        assertEquals(List.of("tanh"), predecessors(model, "shared#2"));
        assertEquals(List.of("shared#2", "tanh"), predecessors(model, "head"));
        assertEquals(layer(model, "shared").parameters(), layer(model, "shared#2").parameters());
        assertTrue(model.layers().stream().noneMatch(layer -> layer.path().startsWith("gt")),
                "conditions are no layers");
    }

    @Test
    void makesALayerOfEachCallOfAModule() throws Exception {
        for (String name : List.of("nets/siamese_traced.pt", "nets/siamese_scripted.pt")) {
            Model model = open(Fixtures.fixture(name)).model().orElseThrow();
            assertEquals(List.of("encoder.0", "encoder.1", "encoder.0#2", "encoder.1#2", "cat", "score", "sigmoid",
                    "sub"), paths(model));
            assertEquals(List.of("encoder.0#2"), model.inputs().get(1).layers());
            assertEquals(List.of("sigmoid"), model.outputs().get(0).layers());
            assertEquals(List.of("sub"), model.outputs().get(1).layers());
            assertEquals(Shape.of(Shape.UNKNOWN, 6), model.inputs().get(1).shape());
        }
    }

    @Test
    void joinsBranchesAndNestsContainers() throws Exception {
        for (String name : List.of("nets/nested_traced.pt", "nets/nested_scripted.pt")) {
            Model model = open(Fixtures.fixture(name)).model().orElseThrow();
            assertEquals(List.of("branches.0", "branches.1", "branches.2"), predecessors(model, "cat"));
            assertEquals(List.of("features.1.0.expand", "features.1.0.down.1"),
                    predecessors(model, "features.1.0.add"));
            assertEquals(List.of("features.1.0.add"), predecessors(model, "features.1.0.act#2"));
            assertEquals(List.of("view"), predecessors(model, "head.hidden"));
            assertEquals(List.of(Shape.of(Shape.UNKNOWN, 12)), layer(model, "view").outputShapes());
            assertEquals(2L, layer(model, "features.1.1.expand").config().get("groups"));
        }
    }

    @Test
    void givesFunctionsTheParametersOfTheModuleAroundThem() throws Exception {
        for (String name : List.of("nets/plain_traced.pt", "nets/plain_scripted.pt")) {
            Model model = open(Fixtures.fixture(name)).model().orElseThrow();
            assertEquals(List.of("parts.fc", "mul", "add", "conv1d", "reshape"), paths(model));
            assertEquals("scale", layer(model, "mul").parameters().get(0).name());
            assertEquals("offset", layer(model, "add").parameters().get(0).name());
            assertEquals("Conv1d", layer(model, "conv1d").type());
            assertEquals("parts", model.groups().get(0).path());
        }
    }

    @Test
    void takesBackAGuessAboutTheInputThatDoesNotHold() throws Exception {
        Model model = open(Fixtures.fixture("nets/plain_scripted.pt")).model().orElseThrow();
        assertTrue(!model.inputs().get(0).shapeKnown(), "a dense layer may read inputs of any rank");
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 3, Shape.UNKNOWN)), layer(model, "conv1d").outputShapes());
    }

    @Test
    void followsSizesThroughArithmetic() throws Exception {
        Path file = Files.copy(Fixtures.fixture("nets/plain_traced.pt"), directory.resolve("plain.pt"));
        samples(2, 4, 6);
        Model model = open(file).model().orElseThrow();
        assertEquals(List.of(Shape.of(Shape.UNKNOWN, 9, 2)), layer(model, "reshape").outputShapes());
    }

    @Test
    void decidesByTheNumbersOfAList() throws Exception {
        Model model = model("""
                    shift = [0, 0, 3]
                    if torch.gt(torch.sum(shift), 2):
                      y = torch.tanh(left)
                    else:
                      y = torch.sigmoid(left)
                    if torch.eq(ops.prim.max(shift), 3):
                      z = torch.relu(right)
                    else:
                      z = torch.neg(right)
                    return (y, z)
                """);
        assertEquals(List.of("tanh", "relu"), paths(model).subList(0, 2));
    }

    @Test
    void measuresTheStatesOfARecurrentLayerByItsWeights() throws Exception {
        Model model = model("""
                    score = self.score
                    weight = score.weight
                    y, h, c = torch.lstm(left, [left, left], [weight, weight], False, 1, 0., False, False, True)
                    return (y, torch.neg(y))
                """);
        Layer lstm = layer(model, "lstm");
        long size = lstm.parameters().get(0).tensor().shape().dimension(1);
        assertEquals(size, lstm.config().get("hidden_size"));
        assertEquals(size, lstm.config().get("input_size"));
    }

    /** The noise of a variational autoencoder. */
    @Test
    void takesNoiseOfTheSizeOfATensorForAConstant() throws Exception {
        Model model = model("""
                    score = self.score
                    noise = torch.randn_like(left)
                    return (torch.add(torch.relu(left), torch.mul(noise, torch.exp(left))), right)
                """);
        assertFalse(paths(model).contains("randn_like"));
        assertEquals(layer(model, "exp").outputShapes(), layer(model, "mul").outputShapes());
    }

    @Test
    void followsBothWaysOfAConditionThatOnlyARunCanTell() throws Exception {
        Model model = model("""
                    score = self.score
                    joined = torch.cat([left, right], 1)
                    if bool(torch.gt(torch.mean(joined), 0.5)):
                      y = torch.relu(joined)
                    else:
                      y = torch.tanh(joined)
                    return (torch.neg(y), joined)
                """);
        assertEquals(List.of("relu", "tanh"), predecessors(model, "neg"));
    }

    @Test
    void followsTheOneWayOfAConditionThatItKnows() throws Exception {
        Model model = model("""
                    training = self.training
                    if torch.eq(torch.len([1, 2]), 2):
                      y = torch.relu(left)
                    else:
                      y = torch.tanh(left)
                    if training:
                      y0 = torch.dropout(y, 0.5, training)
                    else:
                      y0 = y
                    return (y0, right)
                """);
        assertEquals(List.of("relu"), paths(model).stream().filter(path -> !path.startsWith("encoder")
                && !path.equals("score")).toList());
        assertEquals(List.of(), model.outputs().get(1).layers());
    }

    @Test
    void takesTheWayThatDoesNotRaise() throws Exception {
        Model model = model("""
                    if bool(torch.gt(torch.sum(left), 0)):
                      ops.prim.RaiseException("too large")
                      y = torch.tanh(left)
                    else:
                      y = torch.relu(left)
                    return (y, y)
                """);
        assertEquals(List.of("relu"), model.outputs().get(0).layers());
    }

    @Test
    void seesChangesInPlace() throws Exception {
        Model model = model("""
                    x = torch.neg(left)
                    _0 = torch.relu_(x)
                    return (torch.exp(x), right)
                """);
        assertEquals(List.of("relu"), predecessors(model, "exp"));
    }

    @Test
    void followsListsDictionariesAndSizes() throws Exception {
        Model model = model("""
                    parts = annotate(List[Tensor], [])
                    named = annotate(Dict[str, Tensor], {"a": torch.relu(left)})
                    for i in range(2):
                      _0 = torch.append(parts, torch.tanh(right))
                    _1 = torch.append(parts, named["a"])
                    joined = torch.cat(parts, 1)
                    n, c, = torch.size(joined)
                    y = torch.view(joined, [n, torch.floordiv(c, 2), -1])
                    return (y, torch.cat(torch.slice(parts, 0, 1), 0))
                """);
        assertEquals(List.of("tanh", "relu"), predecessors(model, "cat"));
        assertEquals(List.of("tanh"), predecessors(model, "cat_1"));
    }

    @Test
    void followsDictionariesThatAreMadeOfPairsAndLoopsThatCountDown() throws Exception {
        Model model = model("""
                    named = torch.dict()
                    torch._set_item(named, "0", torch.relu(left))
                    pairs = annotate(List[Tuple[str, Tensor]], [])
                    sizes = [9223372036854775807, torch.len([left, right])]
                    for i in range(ops.prim.min(sizes)):
                      _0 = torch.append(pairs, (str(i), torch.tanh([left, right][i])))
                    torch.update(named, torch.dict(pairs))
                    y = left
                    for j in range(torch.__range_length(1, -1, -1)):
                      index = torch.__derive_index(j, 1, -1)
                      if torch.eq(index, 1):
                        y1 = torch.neg(named[str(index)])
                      else:
                        y1 = torch.exp(y)
                      y = y1
                    return (y, torch.cat(torch.list(torch.values(named)), 1))
                """);
        assertEquals(List.of("neg"), predecessors(model, "exp"));
        assertEquals(List.of("exp"), model.outputs().get(0).layers());
        assertEquals(List.of("tanh"), predecessors(model, "cat"));
    }

    @Test
    void followsWhatObjectsAndModulesAreGiven() throws Exception {
        Model model = open(withForward("""
                    pair = __torch__.nets.Pair.__new__(__torch__.nets.Pair)
                    _0 = (pair).__init__(torch.relu(left), )
                    self.kept = torch.tanh(right)
                    kept = self.kept
                    return (torch.neg(pair.tensor), torch.exp(kept))
                class Pair:
                  tensor : Tensor
                  def __init__(self: __torch__.nets.Pair,
                    tensor: Tensor) -> NoneType:
                    self.tensor = tensor
                    return None
                """)).model().orElseThrow();
        assertEquals(List.of("relu"), predecessors(model, "neg"));
        assertEquals(List.of("tanh"), predecessors(model, "exp"));
    }

    /** Detectors take pictures of several sizes. */
    @Test
    void takesAListOfTensorsForOneThatStandsForAll() throws Exception {
        Path file = withForward("""
                    resized = annotate(List[Tensor], [])
                    for i in range(torch.len(left)):
                      if torch.ne(torch.dim(left[i]), 3):
                        ops.prim.RaiseException("a picture has three axes")
                      else:
                        pass
                      _0 = torch.append(resized, torch.relu(left[i]))
                    return (torch.stack(resized), torch.neg(right))
                """, "left: Tensor", "left: List[Tensor]");
        try (Checkpoint checkpoint = Readers.builtin().open(file, InputShapes.parse(List.of("left=1,3,20,30")),
                Progress.NONE)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of("relu"), predecessors(model, "stack"));
            assertEquals(List.of(Shape.of(3, 20, 30)), layer(model, "relu").outputShapes());
            assertEquals(Shape.of(1, 3, 20, 30), model.inputs().get(0).shape());
        }
    }

    @Test
    void namesFunctionsApartFromModules() throws Exception {
        Model model = model("""
                    score = self.score
                    x = torch.cat([left, right], 1)
                    a = (score).forward(torch.relu(x), )
                    b = (score).forward(torch.relu(torch.neg(x)), )
                    return (a, b)
                """);
        assertEquals(List.of("cat", "relu", "score", "neg", "relu_1", "score#2"),
                paths(model).stream().filter(path -> !path.startsWith("encoder")).toList());
    }

    @Test
    void keepsModulesThatNobodyCallsAndSaysSo() throws Exception {
        Path file = withForward("    return (torch.relu(left), right)\n");
        try (Checkpoint checkpoint = open(file)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of("relu", "encoder.0", "score"), paths(model));
            assertEquals(37, model.parameterCount());
            assertEquals(List.of("Layer encoder.0 is never called.", "Layer score is never called."),
                    checkpoint.warnings());
        }
    }

    @Test
    void usesTheSamplesBesideTheFile() throws Exception {
        Path file = Files.copy(Fixtures.fixture("nets/nested_scripted.pt"), directory.resolve("nested.pt"));
        samples(4, 3, 16, 16);
        try (Checkpoint checkpoint = open(file)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(Shape.of(Shape.UNKNOWN, 3, 16, 16), model.inputs().get(0).shape());
            assertEquals(List.of(Shape.of(Shape.UNKNOWN, 8, 8, 8)), layer(model, "features.1.1.act#2").outputShapes());
            assertEquals(List.of(), checkpoint.warnings());
        }
    }

    @Test
    void opensBesideSamplesForAnotherModel() throws Exception {
        Path file = Files.copy(Fixtures.fixture("nets/nested_scripted.pt"), directory.resolve("nested.pt"));
        samples(4, 1, 8, 8);
        try (Checkpoint checkpoint = open(file)) {
            assertEquals(Shape.of(Shape.UNKNOWN, 3, Shape.UNKNOWN, Shape.UNKNOWN),
                    checkpoint.model().orElseThrow().inputs().get(0).shape());
            assertTrue(checkpoint.warnings().get(0).startsWith("The samples beside the file are not for this model: "),
                    checkpoint.warnings().toString());
        }
        Files.writeString(directory.resolve("samples.safetensors"), "damaged");
        assertEquals(List.of(), open(file).warnings());
    }

    @Test
    void letsShapesBeUnknownWhereTheyContradict() throws Exception {
        Path file = withForward("""
                    a = torch.view(left, [2, 3])
                    b = torch.view(right, [4, 5])
                    return (torch.add(a, b), torch.relu(right))
                """);
        try (Checkpoint checkpoint = open(file)) {
            assertTrue(checkpoint.warnings().get(0).startsWith("Some shapes are not known: "),
                    checkpoint.warnings().toString());
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of(), layer(model, "add").outputShapes());
            assertEquals(List.of(Shape.of(2, 3)), layer(model, "view").outputShapes());
        }
    }

    private void samples(long... sizes) throws IOException {
        Shape shape = Shape.of(sizes);
        int count = (int) shape.count().orElseThrow();
        Map<TensorInfo, float[]> tensors = new LinkedHashMap<>();
        tensors.put(new TensorInfo("x", ElementType.FLOAT32, shape, 4L * count), new float[count]);
        SafetensorsWriter.writeFloats(directory.resolve("samples.safetensors"), tensors);
    }

    private Model model(String forward) throws IOException, ModelFormatException {
        return open(withForward(forward)).model().orElseThrow();
    }

    private Path withForward(String body) throws IOException {
        return withForward(body, "", "");
    }

    private Path withForward(String body, String old, String instead) throws IOException {
        ArchiveBuilder archive = ArchiveBuilder.of(Fixtures.fixture("nets/siamese_scripted.pt"));
        String part = archive.names().stream().filter(name -> name.contains("nets") && name.endsWith(".py")).findFirst()
                .orElseThrow();
        String code = archive.text(part);
        String head = " -> Tuple[Tensor, Tensor]:\n";
        String text = code.substring(0, code.indexOf(head) + head.length()).replace(old, instead) + body;
        return archive.with(part, text).write(directory.resolve("forward.pt"));
    }

    private static Checkpoint open(Path file) throws IOException, ModelFormatException {
        Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE);
        checkpoint.close();
        return checkpoint;
    }

    private static List<String> paths(Model model) {
        return model.layers().stream().map(Layer::path).toList();
    }

    private static List<String> predecessors(Model model, String path) {
        return model.predecessors(layer(model, path)).stream().map(Layer::path).toList();
    }

    private static Layer layer(Model model, String path) {
        return model.layer(path).orElseThrow(() -> new AssertionError("no layer " + path + " in " + paths(model)));
    }
}
