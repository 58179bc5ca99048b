package org.lamina.source.java;

import java.util.Optional;

import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.QualifiedName;
import org.eclipse.jdt.core.dom.SimpleName;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression.Opaque;
import org.lamina.source.python.TextRange;

/** What names refer to in a method: variables, fields and methods of the types around it, types. */
final class References {

    private final JavaUnit unit;
    private final JavaType type;
    private final boolean isStatic;

    References(JavaUnit unit, JavaType type, boolean isStatic) {
        this.unit = unit;
        this.type = type;
        this.isStatic = isStatic;
    }

    Expression name(org.eclipse.jdt.core.dom.Name name) {
        TextRange range = unit.range(name);
        if (name instanceof SimpleName simple) {
            return simple(simple.getIdentifier(), range).orElseGet(() -> unresolved(simple.getIdentifier(), range));
        }
        QualifiedName qualified = (QualifiedName) name;
        String last = qualified.getName().getIdentifier();
        Optional<JavaType> owner = unit.names().type(qualified.getQualifier().getFullyQualifiedName());
        if (owner.isPresent() && !isVariable(qualified.getQualifier())) {
            return field(owner.get(), last, range).orElseGet(() -> unit.names().type(last)
                    .map(inner -> (Expression) new Name(inner.name(), range)).orElseGet(() -> new Opaque(range)));
        }
        String whole = name.getFullyQualifiedName();
        boolean ofPackage = whole.matches("[a-z][\\w$]*\\.[a-z].*\\.[A-Z].*") && simple(first(whole), range).isEmpty();
        return ofPackage ? new Name(whole, range)
                : new Attribute(name(qualified.getQualifier()), last, unit.range(qualified.getName()), range);
    }

    private boolean isVariable(org.eclipse.jdt.core.dom.Name name) {
        return unit.names().isVariable(first(name.getFullyQualifiedName()));
    }

    private static String first(String dotted) {
        int dot = dotted.indexOf('.');
        return dot < 0 ? dotted : dotted.substring(0, dot);
    }

    private Optional<Expression> simple(String name, TextRange range) {
        if (unit.names().isVariable(name)) {
            return Optional.of(new Name(name, range));
        }
        for (Optional<JavaType> around = Optional.of(type); around.isPresent(); around = around.get().outer()) {
            Optional<Expression> field = field(around.get(), name, range);
            if (field.isPresent()) {
                return field;
            }
        }
        return unit.names().type(name).map(found -> new Name(found.name(), range));
    }

    /** A field of a type, or of one of its bases in this file. */
    private Optional<Expression> field(JavaType owner, String name, TextRange range) {
        for (JavaType base : unit.names().lineage(owner)) {
            if (base.hasStaticField(name)) {
                return Optional.of(new Name(base.name() + "." + name, range));
            } else if (base.hasField(name)) {
                return Optional.of(new Attribute(object(owner, range), name, range, range));
            }
        }
        return Optional.empty();
    }

    /** Something of another file: a type, a static import, or a field that the class inherits. */
    private Expression unresolved(String name, TextRange range) {
        boolean isType = Character.isUpperCase(name.charAt(0)) || unit.names().isImported(name);
        return isType ? new Name(unit.names().qualified(name), range)
                : isStatic ? new Opaque(range) : new Attribute(self(range), name, range, range);
    }

    Expression type(String written, TextRange range) {
        String name = JavaNames.simple(written);
        return unit.names().type(name).filter(found -> !unit.names().isImported(name))
                .map(found -> (Expression) new Name(found.name(), range))
                .orElseGet(() -> new Name(unit.names().qualified(name), range));
    }

    /** {@code this.name}. */
    Expression member(SimpleName name, TextRange range) {
        return field(type, name.getIdentifier(), range).orElseGet(() -> new Attribute(self(range),
                name.getIdentifier(), unit.range(name), range));
    }

    /** A method that is called without an object. */
    Expression method(SimpleName name, int arguments) {
        TextRange range = unit.range(name);
        for (Optional<JavaType> around = Optional.of(type); around.isPresent(); around = around.get().outer()) {
            Optional<Expression> found = method(around.get(), name.getIdentifier(), arguments, range);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return unit.names().isImported(name.getIdentifier())
                ? new Name(unit.names().qualified(name.getIdentifier()), range)
                : isStatic ? new Opaque(range) : new Attribute(self(range), name.getIdentifier(), range, range);
    }

    private Optional<Expression> method(JavaType owner, String name, int arguments, TextRange range) {
        for (JavaType base : unit.names().lineage(owner)) {
            Optional<MethodDeclaration> method = base.method(name, arguments);
            if (method.isPresent()) {
                String key = base.key(method.get());
                unit.calls(key);
                return Optional.of(base.isStatic(method.get()) ? new Name(key, range)
                        : new Attribute(object(owner, range), key, range, range));
            }
        }
        return Optional.empty();
    }

    /** A static method of a type of this file. */
    Optional<Expression> staticMethod(String owner, String name, int arguments, TextRange range) {
        return unit.names().isVariable(first(owner)) ? Optional.empty()
                : unit.names().type(owner).flatMap(found -> method(found, name, arguments, range))
                        .filter(Name.class::isInstance);
    }

    Expression self(TextRange range) {
        return new Name(TypeTranslation.SELF, range);
    }

    /** The object whose field or method is meant: this one, or the one around it. */
    private Expression object(JavaType owner, TextRange range) {
        return unit.names().lineage(type).contains(owner) ? self(range) : outer(owner, range);
    }

    /** The name under which classes inside of a method find the object around them. */
    static Expression outer(JavaType owner, TextRange range) {
        return new Name(owner.name() + ".this", range);
    }
}
