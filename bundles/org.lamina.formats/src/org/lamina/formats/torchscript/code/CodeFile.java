package org.lamina.formats.torchscript.code;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A code part of an archive.
 *
 * @param name its name: {@code code/__torch__/digits.py}
 * @param text its text
 * @param definitions its classes; the last one, without a name, holds the functions outside classes
 */
public record CodeFile(String name, String text, List<Definition> definitions) {

    /**
     * A class.
     *
     * @param name its name without module
     * @param base its base class: {@code Module}, {@code NamedTuple}
     * @param attributes the statements of its body
     * @param methods its methods
     */
    public record Definition(String name, String base, List<Statement> attributes, List<Method> methods) {

        public Definition {
            attributes = List.copyOf(attributes);
            methods = List.copyOf(methods);
        }

        /** The method of this name, if there is one. */
        public Optional<Method> method(String methodName) {
            return methods.stream().filter(method -> method.name().equals(methodName)).findFirst();
        }
    }

    /**
     * A method or function.
     *
     * @param name its name
     * @param parameters its parameters, {@code self} included
     * @param body its statements
     */
    public record Method(String name, List<MethodParameter> parameters, List<Statement> body) {

        public Method {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        /** All calls in its body. */
        public List<Expression.Call> calls() {
            return body.stream().flatMap(Statement::expressions).flatMap(value -> value.calls().stream()).toList();
        }
    }

    /**
     * A parameter.
     *
     * @param name its name
     * @param type its type
     * @param initial its default value; null if it has none
     */
    public record MethodParameter(String name, Expression type, Expression initial) {
    }

    /**
     * Parses a code part.
     *
     * @throws CodeSyntaxException if it is not code of the known subset
     */
    public static CodeFile parse(String name, String text) throws CodeSyntaxException {
        return new CodeFile(name, text, List.copyOf(new CodeParser(text).definitions()));
    }

    /** The class of this name, if it is here. */
    public Optional<Definition> definition(String className) {
        return definitions.stream().filter(definition -> definition.name().equals(className)).findFirst();
    }

    /** The function of this name outside classes, if it is here. */
    public Optional<Method> function(String functionName) {
        return definition("").flatMap(functions -> functions.method(functionName));
    }

    /** The number of UTF-8 bytes before a character of the text. */
    public int byteOffset(int character) {
        return text.substring(0, character).getBytes(StandardCharsets.UTF_8).length;
    }
}
