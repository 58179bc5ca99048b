package org.lamina.formats.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lamina.model.ElementType;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

class NameTreeTest {

    @Test
    void makesLayersOfModulesWithTensorsAndGroupsOfThoseAbove() {
        Model model = model("conv1.weight 16x1x3x3", "conv1.bias 16", "bn1.weight 16", "bn1.bias 16",
                "bn1.running_mean 16", "bn1.running_var 16", "layer1.0.fc.weight 10x16", "layer1.0.fc.bias 10");
        assertEquals(List.of("conv1 Conv2d", "bn1 BatchNorm2d", "layer1.0.fc Linear"), described(model));
        assertEquals(List.of("layer1", "layer1.0"), model.groups().stream().map(Group::path).toList());
        assertEquals(List.of(), model.edges());
        Layer norm = model.layer("bn1").orElseThrow();
        assertEquals(List.of("weight true", "bias true", "running_mean false", "running_var false"),
                norm.parameters().stream().map(each -> each.name() + " " + each.trainable()).toList());
        assertEquals(Map.of("num_features", 16L), norm.config());
        assertEquals(Map.of("out_channels", 16L, "kernel_size", List.of(3L, 3L)),
                model.layer("conv1").orElseThrow().config());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "a.weight 8x4x3;Conv1d", "a.weight 8x4x3x3x3;Conv3d", "a.weight 8x4x3x3, a.bias 4;ConvTranspose2d",
        "upconv.weight 8x8x2x2, upconv.bias 8;ConvTranspose2d", "a.weight 10x4, a.bias 10;Linear",
        "head.weight 100x8;Linear", "tok_emb.weight 100x8;Embedding", "word_embeddings.weight 100x8;Embedding",
        "member.weight 100x8;Linear", "c_attn.weight 8x24, c_attn.bias 24;Linear", "a.weight 8, a.bias 8;LayerNorm",
        "gn1.weight 8, gn1.bias 8;GroupNorm", "bn1.weight 8, bn1.bias 8;BatchNorm", "input_layernorm.weight 8;RMSNorm",
        "a.weight 3x8x8, a.bias 3x8x8;LayerNorm", "a.weight 1;PReLU", "act2.weight 64;PReLU", "a.weight 64;Module",
        "a.weight_ih_l0 32x4, a.weight_hh_l0 32x8;LSTM", "a.weight_ih_l0 24x4, a.weight_hh_l0 24x8;GRU",
        "a.weight_ih_l0 8x4, a.weight_hh_l0 8x8;RNN", "a.weight_ih 32x4, a.weight_hh 32x8;LSTMCell",
        "a.weight_ih_l0 32x4, a.weight_hh_l0 32x2, a.weight_hr_l0 2x8;LSTM", "a.weight_ih_l0 7x4;Module",
        "a.weight_g 8x1x1x1, a.weight_v 8x4x3x3;Conv2d", "a.weight_orig 8x4, a.weight_u 8, a.weight_v 4;Linear",
        "a.parametrizations.weight.original0 8x1x1, a.parametrizations.weight.original1 8x4x3, a.bias 8;Conv1d",
        "a.parametrizations.weight.original 8x4, a.parametrizations.weight.0._u 8;Linear",
        "a.in_proj_weight 24x8, a.in_proj_bias 24, a.out_proj.weight 8x8, a.out_proj.bias 8;MultiheadAttention",
        "a.weight 0;Module", "a.weight;Module", "a.gamma 8;Module"})
    void guessesTheTypeByNamesAndShapes(String tensors, String type) {
        Model model = model(tensors.split(", "));
        assertEquals(List.of(type), model.layers().stream().map(Layer::type).toList());
        assertEquals(tensors.split(", ").length, model.layers().get(0).parameters().size());
        assertEquals(tensors.split("[ .]")[0], model.layers().get(0).path());
    }

    @Test
    void namesThePartsOfALayerByTheirPathInIt() {
        Model model = model("a.in_proj_weight 24x8", "a.out_proj.weight 8x8");
        assertEquals(List.of("in_proj_weight", "out_proj.weight"),
                model.layers().get(0).parameters().stream().map(Parameter::name).toList());
    }

    @Test
    void readsTheSizesOfARecurrentLayer() {
        Model model = model("a.weight_ih_l0 32x4", "a.weight_hh_l0 32x8", "a.weight_ih_l0_reverse 32x4",
                "a.weight_ih_l1 32x16");
        assertEquals(Map.of("input_size", 4L, "hidden_size", 8L, "num_layers", 2L, "bidirectional", true),
                model.layers().get(0).config());
    }

    @Test
    void showsTensorsBesideModulesAsLayersOfTheirOwn() {
        Model model = model("token 1x8", "encoder.pos 1x4x8", "encoder.0.weight 8x8", "encoder.0.bias 8");
        assertEquals(List.of("token Parameter", "encoder.pos Parameter", "encoder.0 Linear"), described(model));
    }

    @Test
    void namesALoneLayerLikeItsType() {
        assertEquals(List.of("linear Linear"), described(model("weight 10x4", "bias 10")));
    }

    @Test
    void sortsNumberedModulesByNumber() {
        Model model = model("h.0.a.weight 2x2", "h.10.a.weight 2x2", "h.2.a.weight 2x2");
        assertEquals(List.of("h.0.a", "h.2.a", "h.10.a"), model.layers().stream().map(Layer::path).toList());
    }

    @Test
    void takesWhatTheFileTellsForTrue() {
        NameTree tree = new NameTree();
        tree.module("conv", "Conv2d", "torch.nn.modules.conv.Conv2d", Map.of("stride", List.of(2L, 2L)));
        tree.module("act", "ReLU", "torch.nn.modules.activation.ReLU", Map.of());
        tree.module("block", "Block", "net.Block", Map.of());
        add(tree, "conv.weight 8x1x3x3");
        add(tree, "block.fc.weight 8x8");
        Model model = tree.model("Net");
        assertEquals(List.of("conv Conv2d", "act ReLU", "block.fc Linear"), described(model));
        assertEquals(List.of(new Group("block", "Block", "net.Block", java.util.Optional.empty())), model.groups());
        assertEquals(Map.of("stride", List.of(2L, 2L), "out_channels", 8L, "kernel_size", List.of(3L, 3L)),
                model.layers().get(0).config());
    }

    @Test
    void keepsEveryTensorWhateverItsName() {
        String deep = "a.".repeat(1000) + "weight 2x2";
        List<String> tensors = List.of(" 2", "..weight 2x2", "x 2", "x.weight 2x2", "x.weight.more 2", deep, ". 3",
                "y.99999999999.weight 2x2", "y.1.weight 2x2");
        Model model = model(tensors.toArray(String[]::new));
        assertEquals(tensors.size(), model.layers().stream().mapToInt(layer -> layer.parameters().size()).sum());
        assertEquals(model.layers().size(), model.layers().stream().map(Layer::path).distinct().count());
        assertTrue(model.layers().stream().noneMatch(layer -> layer.path().isEmpty()));
    }

    private static List<String> described(Model model) {
        return model.layers().stream().map(layer -> layer.path() + " " + layer.type()).collect(Collectors.toList());
    }

    private static Model model(String... tensors) {
        NameTree tree = new NameTree();
        for (String tensor : tensors) {
            add(tree, tensor);
        }
        return tree.model("net");
    }

    private static void add(NameTree tree, String described) {
        int space = described.lastIndexOf(' ');
        String name = space < 0 ? described : described.substring(0, space);
        List<Long> shape = new ArrayList<>();
        for (String size : space < 0 ? new String[0] : described.substring(space + 1).split("x")) {
            shape.add(Long.valueOf(size));
        }
        Shape dimensions = new Shape(shape);
        tree.add(name, new TensorInfo(name, ElementType.FLOAT32, dimensions,
                4 * dimensions.count().orElseThrow()));
    }
}
