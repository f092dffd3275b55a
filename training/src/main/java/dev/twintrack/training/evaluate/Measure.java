package dev.twintrack.training.evaluate;

/** A number that a benchmark gives a tracker. */
public enum Measure {
    SUCCESS("success", "Success AUC", "mean over 21 thresholds of the share of frames that overlap by more", true),
    PRECISION("precision", "Precision 20 px", "share of frames whose centre is at most 20 pixels off", true),
    NORM_PRECISION(
            "norm_precision", "Norm. precision", "precision with the distance relative to the truth's sides", true),
    AO("ao", "AO", "average overlap (IoU) of the frames scored", true),
    SR50("sr50", "SR.5", "share of frames that overlap by more than 0.5", true),
    SR75("sr75", "SR.75", "share of frames that overlap by more than 0.75", true),
    EAO("eao", "EAO", "expected average overlap", true),
    EAO_EXACT("eao_exact", "EAO (exact)", "expected average overlap with exact polygons instead of pixels", true),
    ACCURACY("accuracy", "Accuracy", "average overlap while the target was being tracked", true),
    FAILURE_RATE("robustness", "Robustness", "failures for 100 frames under supervision", false),
    ROBUSTNESS("robustness", "Robustness", "share of frames before the target was lost for good", true),
    ACCURACY_EXACT("accuracy_exact", "Accuracy (exact)", "accuracy with exact polygons instead of pixels", true),
    LOST("lost", "Lost", "times the target was lost and the tracker started anew", false),
    AUROC("auroc", "AUROC", "chance that a hit (IoU > 0.5) has a higher confidence than a miss", true),
    ECE("ece", "ECE", "expected calibration error: how far confidence is from the share of hits", false),
    F1("f1", "F1", "best harmonic mean of tracking precision and recall over confidence thresholds", true),
    MS_MEDIAN("ms_median", "ms median", "milliseconds an update, median", false),
    MS_P95("ms_p95", "ms p95", "milliseconds an update, 95th percentile", false),
    FPS("fps", "fps", "mean over frames of 1 / seconds an update", true);

    private final String key;
    private final String title;
    private final String meaning;
    private final boolean higherIsBetter;

    Measure(String key, String title, String meaning, boolean higherIsBetter) {
        this.key = key;
        this.title = title;
        this.meaning = meaning;
        this.higherIsBetter = higherIsBetter;
    }

    /** The name in files. */
    public String key() {
        return key;
    }

    /** The name in tables. */
    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }
}
