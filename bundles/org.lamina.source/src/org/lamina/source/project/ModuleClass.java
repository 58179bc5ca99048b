package org.lamina.source.project;

import java.util.List;
import java.util.stream.Stream;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;

/**
 * A class of a program that may be a module of a model.
 *
 * @param source the file
 * @param definition the class in it
 */
public record ModuleClass(PythonSource source, ClassDefinition definition) {

    /** Its name. */
    public String name() {
        return definition.name();
    }

    /** The full names of its bases. */
    public List<String> bases() {
        return definition.bases().stream().flatMap(base -> source.qualify(base).stream()).toList();
    }

    /** Whether it extends PyTorch's {@code Sequential} directly. */
    public boolean isSequential() {
        return bases().stream().flatMap(base -> TorchNames.moduleType(base).stream()).anyMatch("Sequential"::equals);
    }

    /** Its methods, the constructor first. */
    public List<FunctionDefinition> constructorFirst() {
        List<FunctionDefinition> methods = definition.methods();
        return Stream.concat(methods.stream().filter(ModuleClass::isConstructor),
                methods.stream().filter(method -> !isConstructor(method))).toList();
    }

    /** The methods that compute: all but the constructor. */
    public Stream<FunctionDefinition> computations() {
        return definition.methods().stream().filter(method -> !isConstructor(method));
    }

    /** An expression of this class's file. */
    public SourceExpression expression(Expression expression) {
        return new SourceExpression(source, expression);
    }

    private static boolean isConstructor(FunctionDefinition method) {
        return method.name().equals("__init__");
    }
}
