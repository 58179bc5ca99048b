package org.lamina.formats.torchscript;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.torchscript.code.CodeFile;
import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.CodeFile.Method;
import org.lamina.formats.torchscript.code.CodeSyntaxException;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.formats.torchscript.code.Statement;
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

    /**
     * The class of a module in a file of PyTorch 1.0 to 1.3.
     *
     * @param part the code part whose functions are its methods; empty if it has none
     * @param parameters the names of its trainable parameters
     */
    record LegacyClass(String part, List<String> parameters) {
    }

    private final Path file;
    private final Map<String, String> code;
    private final Map<String, LegacyClass> legacy;
    private final Map<String, CodeFile> parsed = new HashMap<>();

    ScriptProgram(Path file, Map<String, String> code, Map<String, LegacyClass> legacy) {
        this.file = file;
        this.code = code;
        this.legacy = legacy;
    }

    /**
     * The class of this qualified name, if the archive has it.
     *
     * @throws ModelFormatException if its code can't be parsed
     */
    Optional<ClassPlace> definition(String type) throws ModelFormatException {
        if (legacy.containsKey(type)) {
            return Optional.of(legacyDefinition(type, legacy.get(type)));
        }
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

    private ClassPlace legacyDefinition(String type, LegacyClass facts) throws ModelFormatException {
        CodeFile part = part(facts.part());
        List<Method> methods = part == null ? List.of()
                : part.definition("").map(Definition::methods).orElse(List.of());
        List<Expression> names = new ArrayList<>();
        facts.parameters().forEach(name -> names.add(new Expression.Literal(name, 0)));
        Statement parameters = new Statement.Assign(List.of(new Expression.Name("__parameters__", 0)),
                new Expression.Sequence(names, false, 0));
        return new ClassPlace(part, new Definition(simpleName(type), "Module", List.of(parameters), methods));
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
