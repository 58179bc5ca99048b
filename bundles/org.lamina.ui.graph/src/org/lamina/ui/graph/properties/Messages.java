package org.lamina.ui.graph.properties;

import org.eclipse.osgi.util.NLS;

/** The texts about units. */
final class Messages extends NLS {

    public static String buffer;
    public static String call;
    public static String category_config;
    public static String category_findings;
    public static String category_layer;
    public static String category_model;
    public static String category_operations;
    public static String category_parameters;
    public static String category_shapes;
    public static String category_source;
    public static String category_warnings;
    public static String countWithTrainable;
    public static String definition;
    public static String dtype;
    public static String file;
    public static String format;
    public static String framework;
    public static String headline_layers;
    public static String headline_noLayers;
    public static String headline_parameters;
    public static String input;
    public static String layers;
    public static String macs;
    public static String name;
    public static String numbered;
    public static String originalType;
    public static String output;
    public static String parameter;
    public static String parameterCount;
    public static String path;
    public static String producer;
    public static String tooltip_finding;
    public static String tooltip_parameters;
    public static String type;

    static {
        initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
