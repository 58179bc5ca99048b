package org.lamina.formats.names;

import java.util.Map;

/** The word of the common vocabulary for a class of PyTorch's modules. */
public final class TorchClasses {

    private static final Map<String, String> SAME = Map.of("NonDynamicallyQuantizableLinear", "Linear", "SiLUInplace",
            "SiLU", "SyncBatchNorm", "BatchNorm2d", "DeQuantize", "Dequantize");

    private TorchClasses() {
    }

    /** The word for a class by its simple name; the name itself for most. */
    public static String type(String simpleName) {
        return SAME.getOrDefault(simpleName, simpleName);
    }
}
