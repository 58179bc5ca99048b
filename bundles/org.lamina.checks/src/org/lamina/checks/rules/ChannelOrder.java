package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** Images with the channels first in a network that takes them last. */
final class ChannelOrder extends ProgramCheck {

    /** The least side of an image; more channels than that are unusual. */
    private static final long SIDE = 8;

    /** What a program says that sets or asks for the order. */
    private static final Pattern ORDERED = Pattern.compile(
            "channels_first|dim_ordering|image_data_format|set_image");

    ChannelOrder() {
        super("channel-order");
    }

    @Override
    void look(Network network, Look look) {
        if (look.isModel() || network.framework() != Framework.KERAS) {
            return;
        }
        for (NetworkLayer layer : network.layers()) {
            Optional<List<?>> shape = layer.setting("input_shape").flatMap(Setting::value)
                    .filter(List.class::isInstance).map(sizes -> (List<?>) sizes);
            if (layer.type().equals("Conv2d") && shape.filter(ChannelOrder::isChannelsFirst).isPresent()
                    && !ORDERED.matcher(look.program().text()).find()) {
                List<?> sizes = shape.get();
                FindingBuilder finding = look.finding(layer, "Input shape of " + layer.name()
                        + " has its channels first").confidence(0.85)
                        .context("The input shape is " + sizes + "; Keras takes height, width, channels, and would see "
                                + sizes.get(2) + " channels.");
                look.replace(finding, "Put the channels last", layer.setting("input_shape"),
                        "(" + sizes.get(1) + ", " + sizes.get(2) + ", " + sizes.get(0) + ")");
                look.raise(layer, finding);
            }
        }
    }

    private static boolean isChannelsFirst(List<?> sizes) {
        return sizes.size() == 3 && sizes.stream().allMatch(Long.class::isInstance)
                && ((Long) sizes.get(0) == 1 || (Long) sizes.get(0) == 3) && (Long) sizes.get(1) >= SIDE
                && (Long) sizes.get(2) >= SIDE;
    }
}
