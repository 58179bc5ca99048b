package org.lamina.figure.detail;

import org.lamina.figure.Quantities;
import org.lamina.figure.structure.Module;
import org.lamina.figure.structure.Module.Kind;

/** What a figure says about a module in words. */
final class ModuleText {

    private ModuleText() {
    }

    /** What a closed module is: {@code DecoderLayer}, {@code 32 × DecoderLayer}; {@code Part} where it has no type. */
    static String type(Module module) {
        String type = module.kind() == Kind.PART ? "Part" : module.type();
        return module.count() == 1 ? type : module.count() + " × " + type;
    }

    /** How much is in it: {@code 60 layers}. */
    static String layers(Module module) {
        return Quantities.count(module.layerCount()) + (module.layerCount() == 1 ? " layer" : " layers");
    }

    /** One sentence with all of it, for tool tips and screen readers. */
    static String title(Module module) {
        return module.path() + ": " + type(module) + ", " + layers(module)
                + (module.parameterCount() == 0 ? "" : ", " + Quantities.count(module.parameterCount()) + " parameters")
                + ", folded";
    }

    /** What a frame around its layers is called. */
    static String frameTitle(Module module) {
        return module.path() + ": " + type(module);
    }
}
