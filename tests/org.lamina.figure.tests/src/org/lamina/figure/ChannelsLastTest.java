package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Scene;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.testsupport.ModelBuilder;

/** Networks as Keras and TensorFlow have them: the channels of pictures are on the last axis. */
final class ChannelsLastTest {

    private static final Map<String, Object> LAST = Map.of("data_format", "channels_last", "kernel_size",
            List.of(3L, 3L));

    private static Set<String> texts(Model model) {
        Scene scene = ArchitectureFigure.glyphs(model, "net", GlyphOptions.standard(), Progress.NONE);
        return SceneGeometry.texts(scene).stream().map(Text::text).collect(Collectors.toSet());
    }

    @Test
    void showsRowsAndColumnsBesideLinesAndChannelsBelowGlyphs() {
        ModelBuilder net = new ModelBuilder("Picture");
        String x = net.same("scale", "Rescaling", net.input("x", -1, 64, 96, 3));
        x = net.layer("conv", "Conv2d", false, LAST, Shape.of(-1, 64, 96, 8), List.of(), x);
        x = net.same("norm", "BatchNorm2d", x);
        x = net.layer("pool", "MaxPool2d", false, LAST, Shape.of(-1, 32, 48, 8), List.of(), x);
        Model model = net.output("y", net.add("add", net.same("left", "ReLU", x), x)).build();
        assertEquals(Set.of("64×96", "32×48", "3", "8"), numbers(texts(model)));
    }

    @Test
    void showsTheAxesOfAVolumeInTheirOrder() {
        ModelBuilder net = new ModelBuilder("Volume");
        String x = net.layer("conv", "Conv3d", false, LAST, Shape.of(-1, 10, 32, 40, 4), List.of(),
                net.input("x", -1, 10, 32, 40, 1));
        assertEquals(Set.of("10×32×40", "1", "4"), numbers(texts(net.output("y", x).build())));
    }

    private static Set<String> numbers(Set<String> texts) {
        return texts.stream().filter(text -> text.matches("[\\d×?]+")).collect(Collectors.toSet());
    }
}
