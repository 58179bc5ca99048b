package org.lamina.source.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lamina.source.python.TextRange;

/**
 * A module of PyTorch as a program makes it, with all that it holds.
 *
 * @param className its class: {@code ResNet}
 * @param definition where the class is defined, in its file
 * @param file the file that defines it
 * @param layers its layers by their paths, as PyTorch names them: {@code layer1.0.conv1}
 */
public record ModuleTree(String className, TextRange definition, String file, Map<String, Made> layers) {

    public ModuleTree {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    /**
     * A layer.
     *
     * @param type its type in the shared vocabulary; {@link NetworkLayer#UNKNOWN} if it is not known
     * @param config its arguments
     * @param constructor where it is made, in the file
     * @param file the file that makes it
     */
    public record Made(String type, Map<String, Setting> config, TextRange constructor, String file) {

        public Made {
            config = Map.copyOf(config);
        }
    }
}
