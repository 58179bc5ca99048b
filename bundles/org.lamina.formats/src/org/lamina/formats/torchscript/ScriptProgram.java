package org.lamina.formats.torchscript;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.torchscript.code.CodeFile;
import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.CodeFile.Method;
import org.lamina.formats.torchscript.code.CodeSyntaxException;
import org.lamina.model.ModelFormatException;

/** The classes and functions of an archive's code by qualified name; each code part is parsed when first asked for. */
final class ScriptProgram {

    /**
     * A class with the code part that it is in.
     *
     * @param file the code part
     * @param definition the class
     */
    record ClassPlace(CodeFile file, Definition definition) {
    }

    /**
     * A function with the code part that it is in.
     *
     * @param file the code part
     * @param method the function
     */
    record FunctionPlace(CodeFile file, Method method) {
    }

    private final Path file;
    private final Map<String, String> code;
    private final Map<String, CodeFile> parsed = new HashMap<>();

    ScriptProgram(Path file, Map<String, String> code) {
        this.file = file;
        this.code = code;
    }

    /**
     * The class of this qualified name, if the archive has it.
     *
     * @throws ModelFormatException if its code can't be parsed
     */
    Optional<ClassPlace> definition(String type) throws ModelFormatException {
        CodeFile part = part(TorchScriptArchive.codeName(type));
        return part == null ? Optional.empty()
                : part.definition(simpleName(type)).map(definition -> new ClassPlace(part, definition));
    }

    /**
     * The function of this qualified name, if the archive has it.
     *
     * @throws ModelFormatException if its code can't be parsed
     */
    Optional<FunctionPlace> function(String name) throws ModelFormatException {
        CodeFile part = part(TorchScriptArchive.codeName(name));
        return part == null ? Optional.empty()
                : part.function(simpleName(name)).map(method -> new FunctionPlace(part, method));
    }

    private CodeFile part(String name) throws ModelFormatException {
        CodeFile known = parsed.get(name);
        if (known == null && code.containsKey(name)) {
            try {
                known = CodeFile.parse(name, code.get(name));
            } catch (CodeSyntaxException e) {
                throw new ModelFormatException(file, "TorchScript code in " + name, "text that " + e.getMessage()
                        .replaceFirst("^expected", "lacks"), e);
            }
            parsed.put(name, known);
        }
        return known;
    }

    /** The last segment of a qualified name. */
    static String simpleName(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    /** The name as the program had it, without what serialisation added: {@code torch.nn.modules.conv.Conv2d}. */
    static String demangled(String qualified) {
        return qualified.replaceFirst("^__torch__\\.", "").replaceAll("___torch_mangle_\\d+\\.", "");
    }
}
