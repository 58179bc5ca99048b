package org.eclipse.jface.util;

/**
 * The assertions that GEF 3.2 calls. JFace had them under this name until they moved to
 * {@code org.eclipse.core.runtime.Assert}; without this class the palette tools, the viewers, the zoom manager and the
 * action registry of GEF 3.2 fail to load. Only GEF 3.2 sees it: the fragment attaches to no later version.
 */
public final class Assert {

    private Assert() {
    }

    /**
     * Checks that an object is there.
     *
     * @param object the object to check
     * @throws IllegalArgumentException if it is null
     */
    public static void isNotNull(Object object) {
        isNotNull(object, "");
    }

    /**
     * Checks that an object is there.
     *
     * @param object the object to check
     * @param message what to say if it is not
     * @throws IllegalArgumentException if it is null
     */
    public static void isNotNull(Object object, String message) {
        if (object == null) {
            throw new IllegalArgumentException("A required object is null: " + message);
        }
    }

    /**
     * Checks a condition.
     *
     * @param condition the condition to check
     * @return true
     * @throws IllegalArgumentException if it does not hold
     */
    public static boolean isTrue(boolean condition) {
        return isTrue(condition, "");
    }

    /**
     * Checks a condition.
     *
     * @param condition the condition to check
     * @param message what to say if it does not hold
     * @return true
     * @throws IllegalArgumentException if it does not hold
     */
    public static boolean isTrue(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("A required condition does not hold: " + message);
        }
        return true;
    }
}
