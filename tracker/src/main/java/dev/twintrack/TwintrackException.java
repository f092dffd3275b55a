package dev.twintrack;

/**
 * What Twintrack throws for every fault a caller can mend: a wrong box, an unreadable file, a model that does not fit.
 * The message is one line that names the thing and the mend, fit to be shown to a user as it is.
 */
public class TwintrackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TwintrackException(String message) {
        super(message);
    }

    public TwintrackException(String message, Throwable cause) {
        super(message, cause);
    }
}
