package org.lamina.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Operation;

class LayerTapsTest {

    private final Model model = new Model("Net", List.of(), List.of(),
            List.of(new Group("block", "Sequential", "Sequential", Optional.empty())),
            List.of(layer("block.0", false, "block.0::input"), layer("block.add", true, "block::_1", "block::x0"),
                    layer("flat", true)),
            List.of());

    @Test
    void tapsModulesByPathAndFunctionsAtTheirLastOperation() throws WorkerException {
        LayerTaps taps = LayerTaps.of(model, "net.pt", List.of("block.add", "block", "block.0"));

        assertEquals(Map.of("block::x0", "block.add", "block", "block", "block.0", "block.0"), taps.layerByTap());
        assertEquals(List.of("block::x0", "block", "block.0"), List.copyOf(taps.layerByTap().keySet()));
    }

    @Test
    void namesTheLayersThatThereAre() {
        assertEquals("net.pt has no layer conv9; its layers are block.0, block.add, flat.", message(model, "conv9"));
    }

    @Test
    void namesOnlySomeOfManyLayers() {
        List<Layer> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(layer("l" + i, false));
        }

        assertEquals("net.pt has no layer conv9; its layers are l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, l10, l11 and "
                + "8 more.", message(new Model("Net", List.of(), List.of(), List.of(), many, List.of()), "conv9"));
    }

    @Test
    void refusesAFunctionWithoutOperations() {
        assertEquals("Layer flat of net.pt has no operation that can be observed; choose the layer before or after it.",
                message(model, "flat"));
    }

    private static String message(Model model, String layer) {
        return assertThrows(WorkerException.class, () -> LayerTaps.of(model, "net.pt", List.of(layer))).getMessage();
    }

    private static Layer layer(String path, boolean function, String... operations) {
        List<Operation> inside = new ArrayList<>();
        for (String name : operations) {
            inside.add(new Operation(name, "aten::add", Map.of(), List.of(), List.of(), Optional.empty()));
        }
        return new Layer(path, "Add", "aten::add", function, Map.of(), List.of(), List.of(), List.of(), inside,
                OptionalLong.empty(), Optional.empty());
    }
}
