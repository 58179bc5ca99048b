package org.lamina.source.java;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.FieldDeclaration;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.RecordDeclaration;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.TypeDeclaration;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;

/**
 * A class, interface, enum or record of a Java file, or an anonymous class.
 *
 * @param name its name, or one that tells where an anonymous class stands
 * @param outer the type around it
 * @param bases the types that it extends and implements, as written without type arguments
 * @param node its declaration
 * @param body what it declares
 */
record JavaType(String name, Optional<JavaType> outer, List<String> bases, ASTNode node, List<BodyDeclaration> body) {

    private static final String FORWARD = "forwardInternal";

    List<MethodDeclaration> methods() {
        return Nodes.of(body, MethodDeclaration.class);
    }

    List<FieldDeclaration> fields() {
        return Nodes.of(body, FieldDeclaration.class);
    }

    /** The components of a record. */
    List<String> components() {
        return node instanceof RecordDeclaration declaration
                ? Nodes.of(declaration.recordComponents(), SingleVariableDeclaration.class).stream()
                        .map(component -> component.getName().getIdentifier()).toList() : List.of();
    }

    /** The names of fields that are static, or that are not. */
    Set<String> fieldNames(boolean isStatic) {
        Set<String> names = new HashSet<>(isStatic ? List.of() : components());
        for (FieldDeclaration field : fields()) {
            if (isStatic(field) == isStatic) {
                Nodes.of(field.fragments(), VariableDeclarationFragment.class).forEach(variable ->
                        names.add(variable.getName().getIdentifier()));
            }
        }
        return names;
    }

    /** Whether a field or method is static; all fields of an interface are. */
    boolean isStatic(BodyDeclaration member) {
        return Modifier.isStatic(member.getModifiers()) || member instanceof FieldDeclaration
                && node instanceof TypeDeclaration type && type.isInterface();
    }

    /** The method of this name that takes so many arguments. */
    Optional<MethodDeclaration> method(String method, int arguments) {
        return methods().stream().filter(found -> !found.isConstructor())
                .filter(found -> found.getName().getIdentifier().equals(method))
                .filter(found -> found.parameters().size() == arguments || found.isVarargs()
                        && arguments >= found.parameters().size() - 1).findFirst();
    }

    /** How a method or constructor is called where the program is followed. */
    String key(MethodDeclaration method) {
        String written = method.getName().getIdentifier();
        int count = method.parameters().size();
        if (method.isConstructor()) {
            return "__init__/" + count;
        } else if (isForward(method)) {
            return "forward";
        } else if (isStatic(method)) {
            return name + "." + written + "/" + count;
        }
        boolean overloaded = methods().stream().filter(other -> !other.isConstructor()
                && other.getName().getIdentifier().equals(written)).count() > 1;
        return overloaded ? written + "/" + count : written;
    }

    /** Whether a method is what a block of DJL computes, {@code forwardInternal(store, inputs, training, params)}. */
    static boolean isForward(MethodDeclaration method) {
        return method.getName().getIdentifier().equals(FORWARD) && method.parameters().size() == 4
                && ((SingleVariableDeclaration) method.parameters().get(2)).getType().toString().equals("boolean");
    }
}
