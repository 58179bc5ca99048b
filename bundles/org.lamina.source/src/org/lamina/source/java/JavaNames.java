package org.lamina.source.java;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.AnonymousClassDeclaration;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.ImportDeclaration;
import org.eclipse.jdt.core.dom.RecordDeclaration;
import org.eclipse.jdt.core.dom.Type;
import org.eclipse.jdt.core.dom.TypeDeclaration;

/** What the names of a Java file mean: its types, its imports, and the variables around the place that is read. */
final class JavaNames {

    private static final int MAX_BASES = 8;

    private final List<JavaType> types = new ArrayList<>();
    private final Map<String, JavaType> byName = new HashMap<>();
    private final Map<ASTNode, JavaType> byNode = new HashMap<>();
    private final Map<JavaType, List<JavaType>> lineages = new HashMap<>();
    private final Map<String, String> imported = new HashMap<>();
    private final Deque<Set<String>> variables = new ArrayDeque<>();
    private boolean importsAllOfDjl;

    JavaNames(CompilationUnit unit) {
        for (ImportDeclaration declaration : Nodes.of(unit.imports(), ImportDeclaration.class)) {
            String name = declaration.getName().getFullyQualifiedName();
            if (declaration.isOnDemand()) {
                importsAllOfDjl |= name.startsWith("ai.djl.");
            } else {
                imported.put(name.substring(name.lastIndexOf('.') + 1), name);
            }
        }
        unit.accept(new Declarations());
        types.sort(Comparator.comparing(type -> type.node().getStartPosition()));
    }

    /** Collects the types of a file. */
    private final class Declarations extends ASTVisitor {

        @Override
        public void preVisit(ASTNode node) {
            if (node instanceof AbstractTypeDeclaration declaration) {
                add(node, declaration.getName().getIdentifier(), bases(declaration), declaration.bodyDeclarations());
            } else if (node instanceof AnonymousClassDeclaration anonymous) {
                String base = anonymous.getParent() instanceof ClassInstanceCreation made
                        ? JavaNames.simple(made.getType().toString()) : "Object";
                add(node, base + "$" + node.getStartPosition(), List.of(base), anonymous.bodyDeclarations());
            }
        }

        private void add(ASTNode node, String name, List<String> bases, List<?> body) {
            Optional<JavaType> outer = Optional.empty();
            for (ASTNode around = node.getParent(); around != null && outer.isEmpty(); around = around.getParent()) {
                outer = Optional.ofNullable(byNode.get(around));
            }
            JavaType type = new JavaType(name, outer, bases, node, Nodes.of(body, BodyDeclaration.class));
            byNode.put(node, type);
            byName.putIfAbsent(name, type);
            types.add(type);
        }

        private static List<String> bases(AbstractTypeDeclaration declaration) {
            List<Type> bases = new ArrayList<>();
            if (declaration instanceof TypeDeclaration type) {
                Optional.ofNullable(type.getSuperclassType()).ifPresent(bases::add);
                bases.addAll(Nodes.of(type.superInterfaceTypes(), Type.class));
            } else if (declaration instanceof RecordDeclaration type) {
                bases.addAll(Nodes.of(type.superInterfaceTypes(), Type.class));
            }
            return bases.stream().map(base -> JavaNames.simple(base.toString())).toList();
        }
    }

    /** A type as it is written, without type arguments. */
    static String simple(String written) {
        int arguments = written.indexOf('<');
        return arguments < 0 ? written : written.substring(0, arguments);
    }

    /** All types, nested and anonymous ones too, in the order of the text. */
    List<JavaType> types() {
        return types;
    }

    /** The type of this file that a name means. */
    Optional<JavaType> type(String name) {
        return Optional.ofNullable(byName.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** The type that a declaration or an anonymous class is. */
    Optional<JavaType> type(ASTNode declaration) {
        return Optional.ofNullable(byNode.get(declaration));
    }

    /** A type and those of this file that it extends or implements, nearest first. */
    List<JavaType> lineage(JavaType type) {
        return lineages.computeIfAbsent(type, this::findLineage);
    }

    private List<JavaType> findLineage(JavaType type) {
        List<JavaType> lineage = new ArrayList<>(List.of(type));
        for (int i = 0; i < lineage.size() && i < MAX_BASES; i++) {
            lineage.get(i).bases().stream().flatMap(base -> type(base).stream())
                    .filter(base -> !lineage.contains(base)).forEach(lineage::add);
        }
        return lineage;
    }

    /** The full name of a type of another file; one of DJL is known by it. */
    String qualified(String name) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        if (imported.containsKey(first)) {
            return imported.get(first) + name.substring(first.length());
        }
        boolean whole = Character.isLowerCase(first.charAt(0));
        return whole ? name : (importsAllOfDjl ? "ai.djl." : "java.") + name;
    }

    /** Whether a single name is imported: a type, or a static member. */
    boolean isImported(String name) {
        return imported.containsKey(name);
    }

    /** Enters a piece of a program that may declare variables. */
    void enter() {
        variables.push(new HashSet<>());
    }

    /** Leaves it. */
    void leave() {
        variables.pop();
    }

    void declare(String variable) {
        if (!variables.isEmpty()) {
            variables.peek().add(variable);
        }
    }

    boolean isVariable(String name) {
        return variables.stream().anyMatch(scope -> scope.contains(name));
    }
}
