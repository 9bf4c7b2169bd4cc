// The icons in use, each one module of lucide: pages get just those that they name. lucide's data
// instead of lucide-solid's components, whose runtime weighs 5.7 KB gzip, a quarter of the approval
// window.

import arrowLeft from "lucide/dist/esm/icons/arrow-left.mjs";
import badgeCheck from "lucide/dist/esm/icons/badge-check.mjs";
import chartLine from "lucide/dist/esm/icons/chart-no-axes-column.mjs";
import check from "lucide/dist/esm/icons/check.mjs";
import circleAlert from "lucide/dist/esm/icons/circle-alert.mjs";
import circleCheck from "lucide/dist/esm/icons/circle-check.mjs";
import circleX from "lucide/dist/esm/icons/circle-x.mjs";
import circleDot from "lucide/dist/esm/icons/circle-dot.mjs";
import circleStop from "lucide/dist/esm/icons/circle-stop.mjs";
import copy from "lucide/dist/esm/icons/copy.mjs";
import doorOpen from "lucide/dist/esm/icons/door-open.mjs";
import download from "lucide/dist/esm/icons/download.mjs";
import ellipsis from "lucide/dist/esm/icons/ellipsis.mjs";
import externalLink from "lucide/dist/esm/icons/external-link.mjs";
import frown from "lucide/dist/esm/icons/face-slightly-frowning.mjs";
import galleryThumbnails from "lucide/dist/esm/icons/gallery-thumbnails.mjs";
import hand from "lucide/dist/esm/icons/hand.mjs";
import heart from "lucide/dist/esm/icons/heart.mjs";
import image from "lucide/dist/esm/icons/image.mjs";
import info from "lucide/dist/esm/icons/info.mjs";
import laugh from "lucide/dist/esm/icons/face-grinning.mjs";
import keyboard from "lucide/dist/esm/icons/keyboard.mjs";
import layoutGrid from "lucide/dist/esm/icons/layout-grid.mjs";
import link from "lucide/dist/esm/icons/link.mjs";
import logIn from "lucide/dist/esm/icons/log-in.mjs";
import messageSquareText from "lucide/dist/esm/icons/message-square-text.mjs";
import maximize from "lucide/dist/esm/icons/maximize.mjs";
import mic from "lucide/dist/esm/icons/mic.mjs";
import micOff from "lucide/dist/esm/icons/mic-off.mjs";
import paperclip from "lucide/dist/esm/icons/paperclip.mjs";
import partyPopper from "lucide/dist/esm/icons/party-popper.mjs";
import pencil from "lucide/dist/esm/icons/pencil.mjs";
import phoneOff from "lucide/dist/esm/icons/phone-off.mjs";
import pictureInPicture from "lucide/dist/esm/icons/picture-in-picture-2.mjs";
import pin from "lucide/dist/esm/icons/pin.mjs";
import pinOff from "lucide/dist/esm/icons/pin-off.mjs";
import plus from "lucide/dist/esm/icons/plus.mjs";
import qrCode from "lucide/dist/esm/icons/qr-code.mjs";
import refreshCw from "lucide/dist/esm/icons/refresh-cw.mjs";
import screenShare from "lucide/dist/esm/icons/screen-share.mjs";
import screenShareOff from "lucide/dist/esm/icons/screen-share-off.mjs";
import sendHorizontal from "lucide/dist/esm/icons/send-horizontal.mjs";
import settings from "lucide/dist/esm/icons/settings.mjs";
import thumbsDown from "lucide/dist/esm/icons/thumbs-down.mjs";
import thumbsUp from "lucide/dist/esm/icons/thumbs-up.mjs";
import trash from "lucide/dist/esm/icons/trash.mjs";
import triangleAlert from "lucide/dist/esm/icons/triangle-alert.mjs";
import upload from "lucide/dist/esm/icons/upload.mjs";
import users from "lucide/dist/esm/icons/users.mjs";
import video from "lucide/dist/esm/icons/video.mjs";
import videoOff from "lucide/dist/esm/icons/video-off.mjs";
import volume2 from "lucide/dist/esm/icons/volume-2.mjs";
import x from "lucide/dist/esm/icons/x.mjs";

/** Elements of a 24 × 24 icon drawn with strokes. */
export type IconNode = readonly (readonly [
  tag: string,
  attributes: Readonly<Record<string, string>>,
])[];

/** Points to the start of the line: mirror it where text runs from right to left. */
export const backIcon: IconNode = arrowLeft;
export const confirmIcon: IconNode = badgeCheck;
export const checkIcon: IconNode = check;
export const errorIcon: IconNode = circleX;
export const invalidIcon: IconNode = circleAlert;
export const goodIcon: IconNode = circleCheck;
export const copyIcon: IconNode = copy;
export const roomIcon: IconNode = doorOpen;
export const moreIcon: IconNode = ellipsis;
export const handIcon: IconNode = hand;
export const infoIcon: IconNode = info;
export const yesIcon: IconNode = thumbsUp;
export const noIcon: IconNode = thumbsDown;
export const heartIcon: IconNode = heart;
export const laughterIcon: IconNode = laugh;
export const celebrationIcon: IconNode = partyPopper;
export const sadnessIcon: IconNode = frown;
export const qrIcon: IconNode = qrCode;
export const keyboardIcon: IconNode = keyboard;
export const fullScreenIcon: IconNode = maximize;
export const smallWindowIcon: IconNode = pictureInPicture;
export const gridIcon: IconNode = layoutGrid;
export const speakerLayoutIcon: IconNode = galleryThumbnails;
export const linkIcon: IconNode = link;
export const joinIcon: IconNode = logIn;
export const openInTabIcon: IconNode = externalLink;
export const chatIcon: IconNode = messageSquareText;
export const fileIcon: IconNode = paperclip;
export const saveIcon: IconNode = download;
export const sendIcon: IconNode = sendHorizontal;
export const microphoneIcon: IconNode = mic;
export const microphoneOffIcon: IconNode = micOff;
export const renameIcon: IconNode = pencil;
export const leaveIcon: IconNode = phoneOff;
export const pinIcon: IconNode = pin;
export const unpinIcon: IconNode = pinOff;
export const addIcon: IconNode = plus;
export const pictureIcon: IconNode = image;
export const recordIcon: IconNode = circleDot;
export const stopRecordIcon: IconNode = circleStop;
export const retryIcon: IconNode = refreshCw;
export const shareIcon: IconNode = screenShare;
export const stopShareIcon: IconNode = screenShareOff;
export const statisticsIcon: IconNode = chartLine;
export const settingsIcon: IconNode = settings;
export const removeIcon: IconNode = trash;
export const warningIcon: IconNode = triangleAlert;
export const importIcon: IconNode = upload;
export const peopleIcon: IconNode = users;
export const cameraIcon: IconNode = video;
export const cameraOffIcon: IconNode = videoOff;
export const speakerIcon: IconNode = volume2;
export const closeIcon: IconNode = x;
