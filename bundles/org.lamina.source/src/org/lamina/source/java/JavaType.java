package org.lamina.source.java;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

/** A class, interface, enum or record of a Java file, or an anonymous class. */
final class JavaType {

    private static final String FORWARD = "forwardInternal";

    private final String name;
    private final Optional<JavaType> outer;
    private final List<String> bases;
    private final ASTNode node;
    private final List<BodyDeclaration> body;
    private final List<String> components;
    private final Set<String> staticFields = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final Map<String, List<MethodDeclaration>> methods = new HashMap<>();

    /**
     * @param name its name, or one that tells where an anonymous class stands
     * @param outer the type around it
     * @param bases the types that it extends and implements, as written without type arguments
     * @param node its declaration
     * @param body what it declares
     */
    JavaType(String name, Optional<JavaType> outer, List<String> bases, ASTNode node, List<BodyDeclaration> body) {
        this.name = name;
        this.outer = outer;
        this.bases = bases;
        this.node = node;
        this.body = body;
        this.components = node instanceof RecordDeclaration declaration
                ? Nodes.of(declaration.recordComponents(), SingleVariableDeclaration.class).stream()
                        .map(component -> component.getName().getIdentifier()).toList() : List.of();
        fields.addAll(components);
        for (FieldDeclaration field : fields()) {
            for (VariableDeclarationFragment variable : Nodes.of(field.fragments(),
                    VariableDeclarationFragment.class)) {
                (isStatic(field) ? staticFields : fields).add(variable.getName().getIdentifier());
            }
        }
        methods().stream().filter(method -> !method.isConstructor()).forEach(method -> methods.computeIfAbsent(
                method.getName().getIdentifier(), key -> new ArrayList<>()).add(method));
    }

    String name() {
        return name;
    }

    Optional<JavaType> outer() {
        return outer;
    }

    List<String> bases() {
        return bases;
    }

    ASTNode node() {
        return node;
    }

    List<BodyDeclaration> body() {
        return body;
    }

    /** The methods and constructors, in order. */
    List<MethodDeclaration> methods() {
        return Nodes.of(body, MethodDeclaration.class);
    }

    List<FieldDeclaration> fields() {
        return Nodes.of(body, FieldDeclaration.class);
    }

    /** The components of a record. */
    List<String> components() {
        return components;
    }

    boolean hasStaticField(String field) {
        return staticFields.contains(field);
    }

    /** Whether objects have a field of this name; the component of a record is one. */
    boolean hasField(String field) {
        return fields.contains(field);
    }

    /** Whether a field or method is static; all fields of an interface are. */
    boolean isStatic(BodyDeclaration member) {
        return Modifier.isStatic(member.getModifiers()) || member instanceof FieldDeclaration
                && node instanceof TypeDeclaration type && type.isInterface();
    }

    /** The method of this name that takes so many arguments. */
    Optional<MethodDeclaration> method(String method, int arguments) {
        return methods.getOrDefault(method, List.of()).stream()
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
        return methods.getOrDefault(written, List.of()).size() > 1 ? written + "/" + count : written;
    }

    /** Whether a method is what a block of DJL computes, {@code forwardInternal(store, inputs, training, params)}. */
    static boolean isForward(MethodDeclaration method) {
        return method.getName().getIdentifier().equals(FORWARD) && method.parameters().size() == 4
                && ((SingleVariableDeclaration) method.parameters().get(2)).getType().toString().equals("boolean");
    }
}
