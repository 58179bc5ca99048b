package org.lamina.ui.widgets;

import org.eclipse.osgi.util.NLS;

/** The texts of this bundle that people read; public because NLS fills no other fields. */
public final class Messages extends NLS {

    public static String ActivationHistogram_axis;
    public static String ActivationHistogram_description;
    public static String ActivationHistogram_detail;
    public static String ActivationHistogram_format;
    public static String ActivationHistogram_label;
    public static String ActivationHistogram_nothing;
    public static String ActivationHistogram_output;
    public static String ActivationHistogram_samples;
    public static String ChartMenu_copyBins;
    public static String ChartMenu_copySvg;
    public static String HistogramCanvas_accessible;
    public static String HistogramCanvas_bin;
    public static String HistogramCanvas_counts;
    public static String HistogramTable_count;
    public static String HistogramTable_from;
    public static String HistogramTable_share;
    public static String HistogramTable_title;
    public static String HistogramTable_to;
    public static String OfferLabels_group;
    public static String Offers_mismatch;
    public static String RunningBody_cancel;
    public static String RunningBody_starting;
    public static String Summary_count;
    public static String Summary_inf;
    public static String Summary_max;
    public static String Summary_mean;
    public static String Summary_min;
    public static String Summary_nan;
    public static String Summary_std;
    public static String Summary_zeros;
    public static String ToolboxView_apply;
    public static String ToolboxView_empty;
    public static String ToolboxView_origin;
    public static String UnitKind_experiment;
    public static String UnitKind_experiments;
    public static String UnitKind_layer;
    public static String UnitKind_layers;
    public static String UnitKind_model;
    public static String UnitKind_models;
    public static String UnitKind_neuron;
    public static String UnitKind_neurons;
    public static String UnitKind_operation;
    public static String UnitKind_operations;
    public static String UnitKind_sample;
    public static String UnitKind_samples;
    public static String UnitKind_tensor;
    public static String UnitKind_tensors;
    public static String UnitKind_weight;
    public static String UnitKind_weights;
    public static String WeightHistogram_axis;
    public static String WeightHistogram_description;
    public static String WeightHistogram_label;
    public static String WeightHistogram_none;
    public static String WidgetCard_cancelled;
    public static String WidgetCard_remembered;
    public static String WidgetCard_retry;
    public static String WidgetCard_runAgain;
    public static String WidgetHeader_close;
    public static String WidgetHeader_jump;
    public static String WidgetHeader_origin;
    public static String WidgetHeader_refresh;
    public static String WidgetHeader_table;
    public static String WidgetJob_fault;
    public static String WidgetJob_name;
    public static String WidgetJob_unreadable;
    public static String WidgetsView_empty;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
