package org.lamina.source.program.following;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** A layer that was made, ready to be applied. */
final class Part implements Value {

    final Framework framework;
    final String type;
    final String originalType;
    final Map<String, Setting> config;
    final TextRange constructor;
    /** The name that the program gives it, or empty. */
    String name;
    /** Another layer around this one, or inside: the argument of a wrapper. */
    final Value inner;

    Part(Framework framework, String type, String originalType, Map<String, Setting> config, TextRange constructor,
            String name, Value inner) {
        this.framework = framework;
        this.type = type;
        this.originalType = originalType;
        this.config = new LinkedHashMap<>(config);
        this.constructor = constructor;
        this.name = name;
        this.inner = inner;
    }
}
