package dev.twintrack.scene;

/**
 * The way of the camera over the scene: it follows at a steady pace, and shakes a little in the hand.
 *
 * @param paceX scene pixels a frame
 * @param shakeX swing of the hand, in pixels
 * @param shakeY likewise
 */
record Camera(double paceX, Swing shakeX, Swing shakeY) {

    /** Left edge of the picture in scene pixels. */
    double left(int frame) {
        return paceX * frame + shakeX.at(frame);
    }

    /** Top edge of the picture in scene pixels. */
    double top(int frame) {
        return shakeY.at(frame);
    }

    /** A pose of the scene, in picture pixels. */
    Pose see(Pose pose, int frame) {
        return pose.moved(-left(frame), -top(frame));
    }
}
